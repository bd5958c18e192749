#include "app/platforms/generic/deletionprobe.h"

#include <QUuid>

namespace platforms {

using namespace Qt::StringLiterals;

namespace {

/// @p refusal gets the words of a registry that never does it.
Result<Ability> abilityFrom(const Result<registry::Deleted> &answer, std::optional<base::Error> *refusal)
{
    if (answer)
        return Ability::Yes;
    if (answer.error().kind != ErrorKind::Unsupported)
        return base::fail(answer.error());
    if (refusal)
        *refusal = answer.error();
    return Ability::No;
}

} // namespace

Result<DeletionAbilities> probeDeletion(registry::Registry &registry, const oci::RepositoryName &repository,
                                        std::stop_token stop)
{
    const QString nobodys = u"portolan-"_s + QUuid::createUuid().toString(QUuid::Id128);
    const oci::Digest digest = oci::Digest::of(nobodys.toLatin1());
    DeletionAbilities abilities;
    const Result<Ability> manifests
        = abilityFrom(registry.deleteManifest(repository, digest, stop), &abilities.refusal);
    if (!manifests)
        return base::fail(manifests.error());
    abilities.manifests = *manifests;
    if (abilities.refusal && abilities.refusal->httpStatus == 405)
        abilities.refusal->reason = ErrorReason::DeletionOff;
    const Result<oci::TagName> tag = oci::TagName::parse(nobodys);
    if (!tag)
        return base::fail(tag.error());
    const Result<Ability> tags = abilityFrom(registry.deleteTag(repository, *tag, stop), nullptr);
    if (!tags)
        return base::fail(tags.error());
    abilities.tags = *tags;
    return abilities;
}

} // namespace platforms
