#include "app/platforms/generic/deletionprobe.h"

#include <utility>

#include <QUuid>

namespace platforms {

using namespace Qt::StringLiterals;

namespace {

QString nobodysName()
{
    return u"portolan-"_s + QUuid::createUuid().toString(QUuid::Id128);
}

/// No: the registry never does it. An error where it says neither.
Result<Ability> abilityFrom(const Result<> &answer)
{
    if (answer)
        return Ability::Yes;
    if (answer.error().kind != ErrorKind::Unsupported)
        return base::fail(answer.error());
    return Ability::No;
}

} // namespace

Result<> probeManifestDeletion(registry::Registry &registry, const oci::RepositoryName &repository,
                               std::stop_token stop)
{
    const oci::Digest digest = oci::Digest::of(nobodysName().toLatin1());
    const Result<registry::Deleted> answer = registry.deleteManifest(repository, digest, std::move(stop));
    if (answer)
        return Done{};
    base::Error error = answer.error();
    if (error.kind == ErrorKind::Unsupported && error.httpStatus == 405)
        error.reason = ErrorReason::DeletionOff;
    return base::fail(std::move(error));
}

Result<DeletionAbilities> probeDeletion(registry::Registry &registry, const oci::RepositoryName &repository,
                                        std::stop_token stop)
{
    DeletionAbilities abilities;
    const Result<> deletes = probeManifestDeletion(registry, repository, stop);
    const Result<Ability> manifests = abilityFrom(deletes);
    if (!manifests)
        return base::fail(manifests.error());
    abilities.manifests = *manifests;
    if (!deletes)
        abilities.refusal = deletes.error();
    const Result<oci::TagName> tag = oci::TagName::parse(nobodysName());
    if (!tag)
        return base::fail(tag.error());
    const Result<registry::Deleted> removes = registry.deleteTag(repository, *tag, std::move(stop));
    const Result<Ability> tags = abilityFrom(removes ? Result<>(Done{}) : base::fail(removes.error()));
    if (!tags)
        return base::fail(tags.error());
    abilities.tags = *tags;
    return abilities;
}

} // namespace platforms
