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
done=' '

ask() { curl --silent --show-error --globoff $CURL_OPTIONS "$@"; }
# look NAME: the digest that a tag or digest has on the registry now is in $found, nothing where it is gone. Fails where
# the registry does not say.
look() {
    answer=$(ask --head --header "Accept: $accept" --write-out '%{http_code}' "$manifests/$1") || return 1
    found=$(printf '%s\n' "$answer" | tr -d '\r' | sed -n 's/^[Dd]ocker-[Cc]ontent-[Dd]igest: *//p')
    case "$answer" in
    *200) [ -n "$found" ] ;;
    *404) found= ;;
    *) return 1 ;;
    esac
}
# tags_now: the names of all tags in $tags. Fails where the registry does not say.
tags_now() {
    tags=; pages=; url=${manifests%/manifests}/tags/list
    scheme=${manifests%%://*}; host=${manifests#*://}; origin=$scheme://${host%%/*}
    while [ -n "$url" ]; do
        case "$pages " in *" $url "*) return 1 ;; esac
        pages="$pages $url"
        answer=$(ask --include --write-out '\n%{http_code}' "$url" | tr -d '\r') || return 1
        case "$answer" in
        *200) ;;
        *404) return 0 ;;
        *) return 1 ;;
        esac
        page=$(printf '%s' "$answer" | tr -d '\n\t ' | sed -n 's/.*"tags":\[\([^]]*\)].*/,\1/p; s/.*"tags":null.*/,/p')
        [ -n "$page" ] || return 1
        tags="$tags$(printf '%s' "$page" | tr -d '"' | tr ',' ' ')"
        url=$(printf '%s\n' "$answer" | sed -n 's/^[Ll][Ii][Nn][Kk]: *<\([^>]*\)>.*rel="\{0,1\}next.*/\1/p')
        case "$url" in
        '' | "$origin"/*) ;;
        /*) url=$origin$url ;;
        *) return 1 ;;
        esac
    done
    case "$tags" in *[!A-Za-z0-9_.\ -]*) return 1 ;; esac
}
# holders DIGEST: the tags that point at the digest now, in $holders. Fails where the registry does not say. Reads every
# tag of the repository: nothing else tells of one that was put there meanwhile.
holders() {
    holders=
    tags_now || return 1
    wanted=$(printf '%s\n' $tags | wc -w)
    [ "$wanted" -gt 0 ] || return 0
    holders=$(for tag in $tags; do printf 'url = "%s/%s"\n' "$manifests" "$tag"; done |
        ask --fail-early --head --header "Accept: $accept" --write-out '%{http_code} %{url_effective}\n' --config - |
        tr -d '\r' | awk -v digest="$1" -v wanted="$wanted" '
            tolower($1) == "docker-content-digest:" { found = $2 }
            NF == 2 && $1 ~ /^[0-9][0-9][0-9]$/ {
                if ($1 != 404 && ($1 != 200 || found == "")) bad = 1
                if ($1 == 200 && found == digest) print substr($2, match($2, "[^/]*$"))
                found = ""; ++count
            }
            END { exit bad || count != wanted }')
}
skip() { echo "skipped: $*" >&2; failed=1; return 1; }
did() { echo "$1"; done="$done$number "; }
delete() { ask --fail --request DELETE --output /dev/null "$manifests/$1" && did "deleted: $1" || failed=1; }
# step NUMBER NEEDED...: only where the steps that it needs were done.
step() {
    number=$1; shift
    for need; do
        case "$done" in
        *" $need "*) ;;
        *) skip "step $number: step $need, which it needs, was not done"; return 1 ;;
        esac
    done
}
# remove_tag TAG DIGEST: only where the tag points at the digest.
remove_tag() {
    look "$1" || skip "what $1 points at could not be read" || return 0
    [ -n "$found" ] || { did "$1 is not there"; return 0; }
    [ "$found" = "$2" ] || skip "$1 does not point at $2 (any more)" || return 0
    delete "$1"
}
# delete_manifest DIGEST [TAG...]: only where no tag points at it but these, which go with it.
delete_manifest() {
    name=$1; shift
    look "$name" || skip "$name could not be read" || return 0
    [ -n "$found" ] || { did "$name is not there"; return 0; }
    [ "$found" = "$name" ] || skip "$name has another digest" || return 0
    holders "$name" || skip "the tags of the repository could not be read" || return 0
    for holder in $holders; do
        case " $* " in
        *" $holder "*) ;;
        *) skip "$name is tagged $holder"; return 0 ;;
        esac
    done
    delete "$name"
}
# deletes: whether the registry deletes manifests, by its answer to the deletion of one that nobody has.
deletes() {
    nobodys=$(od -An -v -tx1 -N32 /dev/urandom | tr -d ' \n')
    answer=$(ask --request DELETE --output /dev/null --write-out '%{http_code}' "$manifests/sha256:$nobodys") || return 1
    case "$answer" in 202 | 404) ;; *) return 1 ;; esac
}
# put TAG DIGEST-BEFORE CONTENT: only where the tag points at the digest, and what is put can be deleted again.
put() {
    deletes || skip "the registry does not delete what would be put under $1" || return 0
    look "$1" || skip "what $1 points at could not be read" || return 0
    [ "$found" = "$2" ] || skip "$1 does not point at $2 (any more)" || return 0
    printf '%s' "$3" | ask --fail --request PUT --header 'Content-Type: application/vnd.oci.image.index.v1+json' \
        --data-binary @- --output /dev/null "$manifests/$1" && did "replaced: $1" || failed=1
}

)sh");

QByteArray quoted(QByteArray text)
{
    return "'" + text.replace('\'', R"('\'')") + "'";
}

/// Those of @p goAlong that are on @p manifest.
QByteArray tagsOn(const oci::Digest &manifest, const std::vector<Surroundings::Named> &goAlong)
{
    QByteArray tags;
    for (const Surroundings::Named &named : goAlong) {
        if (named.tag && named.digest == manifest)
            tags += ' ' + named.tag->toString().toLatin1();
    }
    return tags;
}

/// `step NUMBER NEEDED… &&`
QByteArray conditionOf(const Step &step, std::size_t index)
{
    QByteArray condition = "step " + QByteArray::number(qulonglong(index) + 1);
    for (const quint32 need : step.needs)
        condition += ' ' + QByteArray::number(need + 1);
    return condition + " && ";
}

QByteArray lineOf(const Step &step, const std::vector<Surroundings::Named> &goAlong)
{
    const QByteArray digest = step.digest.toString().toLatin1();
    const QByteArray tag = step.tag ? step.tag->toString().toLatin1() : QByteArray();
    switch (step.kind) {
    case Step::Kind::RemoveTag:
        return "remove_tag " + tag + ' ' + digest + '\n';
    case Step::Kind::DeleteManifest:
        return "delete_manifest " + digest + tagsOn(step.digest, goAlong) + '\n';
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
        if (step.kind == Step::Kind::PutPlaceholder) // whether it could go again is asked right before
            lines.append(u"DELETE "_s + manifests + u"sha256:…  # of random digits: nobody has it"_s);
        const bool deletes = step.kind == Step::Kind::RemoveTag || step.kind == Step::Kind::DeleteManifest;
        lines.append((deletes ? u"DELETE "_s : u"PUT "_s) + manifests
                     + (step.tag ? step.tag->toString() : step.digest.toString()));
    }
    return lines.join(u'\n');
}

QByteArray scriptOf(const QByteArray &registry, const oci::RepositoryName &repository, const std::vector<Step> &steps,
                    const std::vector<Surroundings::Named> &goAlong)
{
    QByteArray script = "#!/bin/sh\n"
                        "# Made by Portolan. Sign in through CURL_OPTIONS, such as CURL_OPTIONS=--netrc.\n"
                        "set -uf\n"
                        ": \"${CURL_OPTIONS:=}\"\n"
                        "manifests="
        + quoted(registry + "/v2/" + repository.toString().toLatin1() + "/manifests");
    script += head;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (const QByteArray line = lineOf(steps[i], goAlong); !line.isEmpty())
            script += conditionOf(steps[i], i) + line;
    }
    return script + "exit $failed\n";
}

} // namespace changes
