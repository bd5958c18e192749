#include "resources/sample/catalogue.h"

namespace sample {

namespace {

constexpr Build api[] = {
    {"2026-08-14T09:38:12Z", "2.8.1", "latest v2.8.1 v2.8", "amd64 arm64", Attested | Referred},
    {"2026-08-14T08:55:40Z", "2.9-pr1482", "pr-1482", "amd64"},
    {"2026-08-13T17:20:03Z", "2.9-3f7c2a9", "edge main-3f7c2a9"},
    {"2026-08-13T11:02:51Z", "2.9-c81d04e", "main-c81d04e"},
    {"2026-08-12T15:02:30Z", "2.9-pr1477-debug", "pr-1477-debug", "amd64"},
    {"2026-08-11T10:05:17Z", "2.8.0", "v2.8.0", "amd64 arm64", Attested | Referred},
    {"2026-08-05T02:11:00Z", "2.8-nightly20260805", "nightly-20260805", "amd64 arm64 s390x"},
    {"2026-08-04T11:31:44Z", "2.7.5", "stable prod-eu prod-us v2.7.5 v2.7", "amd64 arm64", Attested | Referred},
    {"2026-08-04T02:11:00Z", "2.8-nightly20260804", "nightly-20260804", "amd64 arm64 s390x"},
    {"2026-07-23T09:14:08Z", "2.7.4", "v2.7.4"},
    {"2026-07-09T13:47:32Z", "2.7.3", "v2.7.3 rollback-candidate"},
    {"2026-06-25T08:20:11Z", "2.7.0", "v2.7.0"},
    {"2026-05-28T15:36:59Z", "2.6.2", "v2.6.2 v2.6"},
    {"2026-04-16T10:12:25Z", "1.11.0", "v1.11.0 v1.11 v1"},
    {"2026-03-19T09:41:06Z", "1.10.3", "v1.10.3 v1.10"},
    {"2026-02-12T14:28:37Z", "1.9.7", "v1.9.7 v1.9", "amd64"},
};

constexpr Build gateway[] = {
    {"2026-08-12T07:44:19Z", "3.2.0", "latest v3.2.0 v3.2", "amd64 arm64", CosignTags},
    {"2026-08-10T16:09:02Z", "3.3-7be90aa", "edge main-7be90aa"},
    {"2026-07-30T12:25:48Z", "3.1.4", "stable prod-eu prod-us v3.1.4 v3.1"},
    {"2026-07-14T09:03:15Z", "3.1.3", "v3.1.3"},
    {"2026-06-18T11:50:40Z", "3.0.10", "v3.0.10 v3.0"},
    {"2026-06-02T08:31:27Z", "3.0.9", "v3.0.9"},
};

constexpr Build ledger[] = {
    {"2026-08-06T13:18:55Z", "1.14.0", "latest stable v1.14.0 v1.14", "amd64 arm64", Attested},
    {"2026-07-16T10:44:20Z", "1.13.2", "v1.13.2 v1.13"},
    {"2026-05-21T09:27:13Z", "1.12.0", "v1.12.0 audit-2026-q2"},
    {"2026-02-26T15:02:08Z", "1.10.1", "v1.10.1 audit-2026-q1", "amd64"},
    {"2026-01-22T11:15:30Z", "1.9.0", "v1.9.0", "amd64"},
};

constexpr Build webhooks[] = {
    {"2026-08-13T06:52:41Z", "0.31.0", "latest v0.31.0"},
    {"2026-08-07T14:37:16Z", "0.30.2", "stable v0.30.2 v0.30"},
    {"2026-07-28T09:59:33Z", "0.30.1", "v0.30.1"},
    {"2026-07-21T08:08:24Z", "0.32-pr288", "pr-288", "amd64"},
};

constexpr Build worker[] = {
    {"2026-08-14T05:15:09Z", "4.6.1", "latest v4.6.1 v4.6"},
    {"2026-08-09T05:15:11Z", "4.6.0", "v4.6.0"},
    {"2026-08-03T16:41:50Z", "4.7-pr903", "pr-903", "amd64"},
    {"2026-07-27T05:15:08Z", "4.5.9", "stable prod-eu v4.5.9 v4.5"},
    {"2026-07-13T05:15:10Z", "4.5.8", "v4.5.8"},
};

constexpr Build baseDebian[] = {
    {"2026-07-20T00:00:00Z", "12.11", "latest bookworm bookworm-20260720 12.11 12", "amd64 arm64 s390x"},
    {"2026-01-12T00:00:00Z", "12.9", "bookworm-20260112 12.9", "amd64 arm64 s390x"},
};

constexpr Build baseJava[] = {
    {"2026-07-21T04:30:00Z", "21.0.8", "latest 21 21.0.8 21-bookworm"},
    {"2026-01-13T04:30:00Z", "21.0.7", "21.0.7"},
};

constexpr Build runner[] = {
    {"2026-08-08T03:00:00Z", "17.3", "latest v17.3", "amd64 arm64 windows", Squeezed},
    {"2026-07-11T03:00:00Z", "17.2", "v17.2", "amd64 arm64 windows", Squeezed},
    {"2026-06-13T03:00:00Z", "17.1", "v17.1", "amd64 arm64", Squeezed},
};

constexpr Build storefront[] = {
    {"2026-08-13T12:34:56Z", "5.20.0", "latest v5.20.0 v5.20 spring-sale", "amd64 arm64", Referred | Squeezed},
    {"2026-08-12T09:30:12Z", "5.21-a90f3c1", "main-a90f3c1 edge", "amd64 arm64", Squeezed},
    {"2026-08-11T17:48:07Z", "5.21-pr2051", "pr-2051", "amd64", Squeezed},
    {"2026-08-11T15:20:39Z", "5.21-pr2049", "pr-2049", "amd64", Squeezed},
    {"2026-07-29T10:10:45Z", "5.19.3", "stable prod-cn prod-eu v5.19.3 v5.19"},
    {"2026-07-15T08:55:31Z", "5.19.2", "v5.19.2"},
    {"2026-06-30T13:06:18Z", "5.18.0", "v5.18.0"},
};

constexpr Build checkout[] = {
    {"2026-08-12T11:23:05Z", "2.4.0", "latest v2.4.0 v2.4"},
    {"2026-08-05T10:01:47Z", "2.3.11", "stable v2.3.11 v2.3"},
    {"2026-07-22T09:36:52Z", "2.3.10", "v2.3.10"},
    {"2026-07-08T09:12:28Z", "2.3.9", "v2.3.9"},
    {"2026-07-02T16:45:33Z", "2.4-pr611", "pr-611", "amd64"},
};

constexpr Build indexer[] = {
    {"2026-08-01T06:06:06Z", "0.9.0", "latest v0.9.0"},
    {"2026-07-01T06:06:07Z", "0.8.4", "v0.8.4 stable"},
    {"2026-06-01T06:06:08Z", "0.8.3", "v0.8.3"},
};

constexpr Build proxy[] = {
    {"2026-07-25T19:20:21Z", "2.11.1", "latest 2.11.1 2.11 2"},
    {"2026-06-06T19:20:22Z", "2.10.6", "2.10.6 2.10"},
    {"2026-04-04T19:20:23Z", "2.9.9", "2.9.9 2.9", "amd64"},
};

constexpr Build notebook[] = {
    {"2026-08-10T13:00:00Z", "2026.8", "latest 2026.8", "amd64"},
    {"2026-06-15T13:00:00Z", "2026.6", "2026.6", "amd64"},
    {"2026-06-14T18:22:00Z", "2026.6-draft", "", "amd64"},
};

constexpr Build reproducible[] = {
    {"1970-01-01T00:00:00Z", "1.0.0", "latest 1.0.0"},
};

constexpr Build halfCopied[] = {
    {"2026-07-17T17:17:17Z", "0.4.0", "latest v0.4.0", "amd64 arm64", ChildMissing},
    {"2026-07-03T17:17:17Z", "0.3.0", "v0.3.0"},
};

constexpr Repository repositories[] = {
    {"payments/api", Stack::Java, "payments-api", "Takes payments and pays out", api},
    {"payments/gateway", Stack::Go, "payments-gateway", "Speaks to the acquiring banks", gateway},
    {"payments/ledger", Stack::Java, "payments-ledger", "Double-entry bookkeeping of every payment", ledger},
    {"payments/webhooks", Stack::Node, "payments-webhooks", "Tells merchants what happened", webhooks},
    {"payments/worker", Stack::Python, "payments-worker", "Nightly settlement and exports", worker},
    {"platform/base-debian", Stack::Debian, "base-debian", "Debian with the company's certificates", baseDebian},
    {"platform/base-java", Stack::JavaBase, "base-java", "Java runtime on base-debian", baseJava},
    {"platform/ci-runner", Stack::Runner, "ci-runner", "Runs the pipelines", runner},
    {"shop/storefront", Stack::Node, "商城前台", "面向顾客的网上商城前端", storefront},
    {"shop/checkout", Stack::Node, "shop-checkout", "From the basket to the order", checkout},
    {"shop/search/indexer", Stack::Go, "搜索索引服务", "为商品目录建立全文索引", indexer},
    {"infra/proxy", Stack::Go, "edge-proxy", "Terminates TLS for everything", proxy, true},
    {"lab/notebook", Stack::Python, "notebook", "数据分析笔记本 (Jupyter)", notebook},
    {"lab/reproducible", Stack::Go, "reproducible", "Built twice, equal to the last byte", reproducible},
    {"lab/half-copied", Stack::Go, "half-copied", "Copied until the disk was full", halfCopied},
};

} // namespace

std::span<const Repository> catalogue()
{
    return repositories;
}

} // namespace sample
