#include "tests/app/connections/attacks.h"

#include <array>

namespace attacks {

namespace {

const QByteArrayList places{
    "/elsewhere/%R",
    "https://127.0.0.1:%P/x",
    "https://%A/x",
    "HTTPS://LOCALHOST:%P/x",
    "//%A/x",
    "///%A/x",
    "https:/%A/x",
    "https:%A/x",
    "http://localhost:%Q/x",
    "http://127.0.0.1:%Q/x",
    "https://maria:secret@%A/x",
    "https://%R@%A/x",
    "https://%A\\@%R/x",
    "https://%A#@%R/x",
    "https://%A?@%R/x",
    "https://%A/%R/v2/",
    "https://%H:%P/x",
    "//%H:%P/x",
    "http://%H:%Q/x",
    "https://localhost.:%P/x",
    "https://%A/x%0d%0aX-Evil:1",
    "https://%A /x",
    "file:///etc/passwd",
    "ftp://%A/x",
    "gopher://%A/x",
    "data:,x",
    "",
};

/// Where one that is Docker Hub, or was taken over, may lead to: its own names, and those that look like them.
const QByteArrayList hubPlaces{
    "https://docker.io/x",
    "https://index.docker.io/x",
    "https://registry-1.docker.io/x",
    "https://auth.docker.io/x",
    "https://hub.docker.com/v2/x",
    "https://registry.docker.io/x",
    "https://production.cloudflare.docker.com/x",
    "https://docker.io:444/x",
    "https://registry-1.docker.io:444/x",
    "https://REGISTRY-1.DOCKER.IO:444/x",
    "https://auth.docker.io:444/token",
    "http://registry-1.docker.io/x",
    "http://registry-1.docker.io:443/x",
    "http://auth.docker.io/token",
    "http://docker.io/x",
    "//index.docker.io/x",
    "//auth.docker.io:444/token",
    "https://registry-1.docker.io./x",
    "https://auth.docker.io./token",
    "https://docker.io.evil.example/x",
    "https://auth-docker.io/token",
    "https://registry-1.docker.io@evil.example/x",
    "https://evil.example/registry-1.docker.io/x",
    "https://evil.example#@registry-1.docker.io/x",
    "https://evil.example?@auth.docker.io/token",
    "https://evil.example\\@auth.docker.io/token",
};

/// Lists have links, uploads have locations; @p drawn is for roads that any operation may take.
int operationOn(Road road, int drawn)
{
    switch (road) {
    case Road::Link:
        return std::array{0, 1, 8}[std::size_t(drawn % 3)];
    case Road::Location:
        return 9 + drawn % 2;
    case Road::ForeignLayer:
        return 7;
    default:
        return drawn;
    }
}

} // namespace

const QByteArrayList &challengeShapes()
{
    static const QByteArrayList shapes{
        R"(Bearer realm="https://%A/token",service="r")",
        "Bearer realm=https://%A/token,service=r",
        R"(bEARER Realm="hTTps://%A/token")",
        R"(Basic realm="r", Bearer realm="https://%A/token")",
        R"(Bearer realm="https://%A/token", Basic realm="r")",
        R"(Bearer realm="https://%R@%A/token")",
        R"(Bearer realm="https://%R:443@%A/token")",
        R"(Bearer realm="https://%A\\@%R/token")",
        R"(Bearer realm="https://%A,%R/token")",
        R"(Bearer realm="https://%A#@%R/token")",
        R"(Bearer realm="https://%A?@%R/token")",
        R"(Bearer realm="https://%A/%R/token")",
        R"(Bearer realm="https://localhost.:%P/token")",
        R"(Bearer realm="https://LOCALHOST:%P/token")",
        R"(Bearer realm="//%A/token")",
        R"(Bearer realm="/token")",
        R"(Bearer realm="http://localhost:%Q/token")",
        R"(Bearer realm="http://%H:%Q/token")",
        R"(Bearer realm="https://%H:%P/token")",
        R"(Bearer realm="https://%H:%P/token",service="a&b=c",scope="repository:a/b:pull")",
        R"(Bearer realm="file:///etc/passwd")",
        R"(Bearer realm="%A/token")",
        R"(Bearer realm="https://%A /token")",
        "Bearer realm=\"https://%A/\ttoken\"",
        R"(Bearer realm="https://%A/\"token")",
        R"(Bearer realm="https://%A/token",realm="https://%R/token")",
        R"(Bearer realm="https://%A/token", Bearer realm="https://%R/token")",
        R"(Bearer realm="")",
        R"(Bearer service="r")",
        R"(Bearer realm="https://%A/token",scope="a%0d%0aX-Evil: 1")",
        R"(Bearer realm="https://%A/token)",
        R"(NTLM, Bearer realm="https://%A/token")",
        R"(Negotiate, NTLM)",
        R"(Digest realm="r",nonce="1", Bearer realm="https://%H:%P/token")",
    };
    return shapes;
}

const QByteArrayList &hubNames()
{
    static const QByteArrayList names{"docker.io", "index.docker.io", "registry-1.docker.io"};
    return names;
}

/// Of this computer only: whatever else a resolver could make of them would leave it. Those with IPv6 reach nobody.
const QByteArrayList &spellings()
{
    static const QByteArrayList list{
        "127.1",
        "127.0.1",
        "0x7f.1",
        "0x7f.0.0.1",
        "0x7f.0x0.0x0.0x1",
        "0x7F000001",
        "0x7f000001",
        "2130706433",
        "0177.1",
        "0177.0.0.1",
        "0177.0.0.01",
        "0177.00.00.01",
        "017700000001",
        "0017700000001",
        "00177.0.0.1",
        "127.000.000.001",
        "127.0x0.0.1",
        "127.0.0x1",
        "127.0.00.1",
        "0x7f.0.1",
        "0177.0.1",
        "127.0.0.01",
        "0x000000007f.1",
        "127.0.0.1.",
        "127.1.",
        "127.0.0.2",
        "127.1.1.1",
        "127.255.255.254",
        "127.2",
        "127.65530",
        "127.0.65530",
        "2130706434",
        "0x7f000002",
        "0",
        "0.0.0.0",
        "0x0",
        "0.0",
        "00000000000",
        "localhost",
        "LOCALHOST",
        "LocalHost",
        "localhost.",
        "LOCALHOST.",
        "lOCALHOST",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[0000:0000:0000:0000:0000:0000:0000:0001]",
        "[::0001]",
        "[0::1]",
        "[::]",
        "[::0]",
        "[::127.0.0.1]",
        "[::7f00:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::FFFF:7F00:0001]",
        "[0:0:0:0:0:ffff:7f00:1]",
        "[::ffff:0:7f00:1]",
        "[::1%25lo]",
        "127.0.0.1%00.example",
        "127.0.0.1%2e",
        "127%2e0%2e0%2e1",
        "\xef\xbc\x91\xef\xbc\x92\xef\xbc\x97.1",
        "127\xe3\x80\x82\x30.0.1",
    };
    return list;
}

Scenario Scenario::drawn(std::mt19937 &random)
{
    const auto below
        = [&random](qsizetype bound) { return std::uniform_int_distribution<int>(0, int(bound) - 1)(random); };
    const auto often = [&](int perCent) { return below(100) < perCent; };
    constexpr std::array statuses{301, 302, 303, 307, 308};
    constexpr std::array roads{Road::Redirect,      Road::Redirect,     Road::Redirect, Road::Realm,
                               Road::Realm,         Road::Realm,        Road::Link,     Road::Location,
                               Road::TokenRedirect, Road::ForeignLayer, Road::Alias,    Road::Proxy};
    Scenario scenario;
    scenario.road = roads[below(roads.size())];
    scenario.lure = Lure(below(6));
    scenario.secure = scenario.road == Road::Realm || scenario.road == Road::Proxy || often(60);
    scenario.bearer = scenario.road == Road::TokenRedirect || often(50);
    scenario.tokenByPost = often(30);
    scenario.tokenWithLine = often(10);
    scenario.early = often(20);
    scenario.approved = scenario.road == Road::Realm && often(15);
    scenario.status = statuses[below(statuses.size())];
    scenario.operation = operationOn(scenario.road, below(14));
    scenario.place = places[below(places.size())];
    scenario.spelling = spellings()[below(spellings().size())];
    scenario.challenge = challengeShapes()[scenario.approved ? 0 : below(challengeShapes().size())];
    scenario.byDoctor = often(25);
    scenario.neighbourSignsIn = often(50);
    scenario.hub = scenario.road != Road::TokenRedirect && scenario.road != Road::Proxy && !scenario.approved
        && often(scenario.road == Road::Alias ? 80 : 25);
    if (!scenario.hub)
        return scenario;
    scenario.secure = true;
    scenario.tokenWithLine = false; // its tokens are to reach the registry
    scenario.hubName = hubNames()[below(hubNames().size())];
    scenario.place = hubPlaces[below(hubPlaces.size())];
    scenario.challenge = "Bearer realm=\"" + scenario.place + "\",service=\"registry.docker.io\"";
    return scenario;
}

QByteArray Scenario::describe() const
{
    constexpr std::array roads{"redirect", "token redirect", "realm", "link",
                               "location", "foreign layer",  "alias", "proxy"};
    return QByteArray(roads[std::size_t(road)]) + ' ' + QByteArray::number(status) + ", operation "
        + (byDoctor ? QByteArray("the doctor") : QByteArray::number(operation)) + ", lure "
        + QByteArray::number(int(lure)) + (secure ? ", TLS" : ", plain") + (bearer ? ", Bearer" : ", Basic")
        + (tokenByPost ? " by POST" : "") + (tokenWithLine ? ", a token with a line" : "") + (early ? ", early" : "")
        + (approved ? ", approved" : "") + (neighbourSignsIn ? ", a neighbour who signs in" : "")
        + (hub ? ", Docker Hub as " + hubName : QByteArray()) + ", place " + place + ", challenge " + challenge
        + ", spelling " + spelling;
}

} // namespace attacks
