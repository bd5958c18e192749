#pragma once

#include <optional>

#include <QString>

#include "app/http/url.h"
#include "app/oci/reference.h"

namespace platforms {

/// A page of a product's web interface, as far as its address alone tells: what people copy from their browser. Nothing
/// is asked, and what is not in the address stays open: GitLab counts its repositories, Harbor its projects.
struct WebAddress
{
    QString product; ///< as it calls itself, for sentences
    http::Origin page;
    std::optional<http::Origin> registry{}; ///< none where its host has another name that the page's does not tell
    std::optional<oci::RepositoryName> repository{}; ///< where the address names it whole
    std::optional<oci::RepositoryName> project{}; ///< of GitLab: the repositories are it or lie below it
    QString withinProject{}; ///< of Harbor: the repository without its project, which is a number in the address
    std::optional<oci::TagOrDigest> image{};
};

/// Reads the address of a page of Docker Hub, GitHub, Quay, GitLab, Harbor, Gitea and Forgejo, or the console and the
/// gallery of ECR, with or without its scheme. None for everything else, references included.
[[nodiscard]] std::optional<WebAddress> readWebAddress(QStringView text);

} // namespace platforms
