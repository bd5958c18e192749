#include "app/changes/planscript.h"

#include <utility>

#include <QStringList>

namespace changes {

using namespace Qt::StringLiterals;

namespace {

/// Names of repositories and tags and digests have no character that a shell could take for its own.
constexpr QByteArrayView head(R"sh(
accept='application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, '
accept="$accept"'application/vnd.docker.distribution.manifest.list.v2+json, '
accept="$accept"'application/vnd.docker.distribution.manifest.v2+json, */*'
failed=0

call() { curl --fail --silent --show-error $CURL_OPTIONS "$@"; }
# The digest that a tag or digest has on the registry now; nothing where it is gone.
digest() {
    call --head --header "Accept: $accept" "$manifests/$1" 2>/dev/null | tr -d '\r' \
        | sed -n 's/^[Dd]ocker-[Cc]ontent-[Dd]igest: *//p'
}
skip() { echo "skipped: $*" >&2; failed=1; return 1; }
delete() { call --request DELETE --output /dev/null "$manifests/$1" && echo "deleted: $1" || failed=1; }
# remove_tag TAG DIGEST: only where the tag points at the digest.
remove_tag() {
    [ "$(digest "$1")" = "$2" ] || skip "$1 does not point at $2 (any more)" || return 0
    delete "$1"
}
# delete_manifest DIGEST [TAG...]: only where none of the tags points at it.
delete_manifest() {
    name=$1; shift
    for tag; do
        [ "$(digest "$tag")" != "$name" ] || skip "$name is still tagged $tag" || return 0
    done
    [ "$(digest "$name")" = "$name" ] || skip "$name is not there" || return 0
    delete "$name"
}
# put TAG DIGEST-BEFORE CONTENT: only where the tag points at the digest.
put() {
    [ "$(digest "$1")" = "$2" ] || skip "$1 does not point at $2 (any more)" || return 0
    printf '%s' "$3" | call --request PUT --header 'Content-Type: application/vnd.oci.image.index.v1+json' \
        --data-binary @- --output /dev/null "$manifests/$1" && echo "replaced: $1" || failed=1
}

)sh");

QByteArray quoted(QByteArray text)
{
    return "'" + text.replace('\'', R"('\'')") + "'";
}

/// The tags that earlier steps, which this one needs, remove from the same manifest.
QByteArray tagsBefore(const std::vector<Step> &steps, const Step &step)
{
    QByteArray tags;
    for (const quint32 need : step.needs) {
        const Step &before = steps.at(need);
        if (before.kind == Step::Kind::RemoveTag && before.digest == step.digest)
            tags += ' ' + before.tag->toString().toLatin1();
    }
    return tags;
}

QByteArray lineOf(const std::vector<Step> &steps, const Step &step)
{
    const QByteArray digest = step.digest.toString().toLatin1();
    const QByteArray tag = step.tag ? step.tag->toString().toLatin1() : QByteArray();
    switch (step.kind) {
    case Step::Kind::RemoveTag:
        return "remove_tag " + tag + ' ' + digest + '\n';
    case Step::Kind::DeleteManifest:
        return "delete_manifest " + digest + tagsBefore(steps, step) + '\n';
    case Step::Kind::PutPlaceholder:
        return "put " + tag + ' ' + step.before->toString().toLatin1() + ' '
            + quoted(placeholderFor(*step.tag, *step.before).raw()) + '\n';
    case Step::Kind::PutTag:
        break; // a script has no manifests
    }
    return {};
}

} // namespace

QString requestsOf(const QByteArray &registry, const oci::RepositoryName &repository, const std::vector<Step> &steps)
{
    const QString manifests = QString::fromLatin1(registry) + u"/v2/"_s + repository.toString() + u"/manifests/"_s;
    QStringList lines;
    lines.reserve(static_cast<qsizetype>(steps.size()));
    for (const Step &step : steps) {
        const bool deletes = step.kind == Step::Kind::RemoveTag || step.kind == Step::Kind::DeleteManifest;
        lines.append((deletes ? u"DELETE "_s : u"PUT "_s) + manifests
                     + (step.tag ? step.tag->toString() : step.digest.toString()));
    }
    return lines.join(u'\n');
}

QByteArray scriptOf(const QByteArray &registry, const oci::RepositoryName &repository, const std::vector<Step> &steps)
{
    QByteArray script = "#!/bin/sh\n"
                        "# Made by Portolan. Sign in through CURL_OPTIONS, such as CURL_OPTIONS=--netrc.\n"
                        "set -u\n"
                        ": \"${CURL_OPTIONS:=}\"\n"
                        "manifests="
        + quoted(registry + "/v2/" + repository.toString().toLatin1() + "/manifests");
    script += head;
    for (const Step &step : steps)
        script += lineOf(steps, step);
    return script + "exit $failed\n";
}

} // namespace changes
