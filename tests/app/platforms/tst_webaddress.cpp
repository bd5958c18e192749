#include <QTest>

#include "app/platforms/webaddress.h"

using namespace Qt::StringLiterals;
using platforms::WebAddress;

namespace {

const QString digest = u"sha256:"_s + QString(u'a').repeated(64);

/// `Product registry what image`, with `-` for what the address does not tell.
QString shown(const WebAddress &address)
{
    QString text = address.product + u' ';
    text += address.registry ? QString::fromLatin1(address.registry->toBytes().mid(8)) : u"-"_s;
    if (address.repository)
        text += u' ' + address.repository->toString();
    else if (address.project)
        text += u" in "_s + address.project->toString();
    else if (!address.withinProject.isEmpty())
        text += u" ?/"_s + address.withinProject;
    else
        text += u" -"_s;
    return text + u' ' + (address.image ? oci::toString(*address.image) : u"-"_s);
}

} // namespace

class TestWebAddress : public QObject
{
    Q_OBJECT

private slots:
    void understood_data();
    void understood();
    void nothingOfTheKind_data();
    void nothingOfTheKind();
    void hostile();
};

void TestWebAddress::understood_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("meant");
    const auto row
        = [](const QString &typed, const QString &meant) { QTest::newRow(qPrintable(typed)) << typed << meant; };
    const QString hub = u"Docker Hub docker.io "_s;
    row(u"https://hub.docker.com"_s, hub + u"- -"_s);
    row(u"https://hub.docker.com/search?q=loki"_s, hub + u"- -"_s);
    row(u"https://hub.docker.com/r/grafana/loki"_s, hub + u"grafana/loki -"_s);
    row(u"https://hub.docker.com/r/grafana/loki/tags?page=2&name=3"_s, hub + u"grafana/loki -"_s);
    row(u"https://hub.docker.com/r/grafana/loki/#overview"_s, hub + u"grafana/loki -"_s);
    row(u"hub.docker.com/r/grafana/loki"_s, hub + u"grafana/loki -"_s);
    row(u"https://hub.docker.com/_/debian"_s, hub + u"library/debian -"_s);
    row(u"https://hub.docker.com/repository/docker/team/tool/general"_s, hub + u"team/tool -"_s);
    row(u"https://hub.docker.com/repositories/docker/team/tool"_s, hub + u"team/tool -"_s);
    row(u"https://hub.docker.com/layers/library/debian/12/images/sha256-"_s + QString(u'a').repeated(64),
        hub + u"library/debian "_s + digest);
    row(u"https://hub.docker.com/layers/library/debian/12"_s, hub + u"library/debian 12"_s);

    const QString ghcr = u"GitHub ghcr.io "_s;
    row(u"https://github.com/Owner/Project/pkgs/container/Tool"_s, ghcr + u"owner/tool -"_s);
    row(u"https://github.com/owner/project/pkgs/container/tool/12345?tag=v1.2"_s, ghcr + u"owner/tool v1.2"_s);
    row(u"https://github.com/owner/project/pkgs/container/charts%2Ftool"_s, ghcr + u"owner/charts/tool -"_s);
    row(u"https://github.com/orgs/team/packages/container/package/tool"_s, ghcr + u"team/tool -"_s);
    row(u"https://github.com/orgs/team/packages/container/tool/99?tag=latest"_s, ghcr + u"team/tool latest"_s);
    row(u"https://github.com/users/maria/packages/container/package/a%2Fb"_s, ghcr + u"maria/a/b -"_s);

    row(u"https://quay.io/repository/cilium/cilium"_s, u"Quay quay.io cilium/cilium -"_s);
    row(u"https://quay.io/repository/cilium/cilium?tab=tags&tag=v1.16.1"_s, u"Quay quay.io cilium/cilium v1.16.1"_s);
    row(u"https://quay.io/repository/cilium/cilium/manifest/"_s + digest, u"Quay quay.io cilium/cilium "_s + digest);
    row(u"https://quay.corp.example:8443/repository/a/b"_s, u"Quay quay.corp.example:8443 a/b -"_s);

    row(u"https://eu-central-1.console.aws.amazon.com/ecr/repositories/private/471185220996/pay/api?region=eu-central-1"_s,
        u"ECR 471185220996.dkr.ecr.eu-central-1.amazonaws.com pay/api -"_s);
    row(u"https://console.aws.amazon.com/ecr/repositories/private/471185220996/api/_/image/"_s + digest
            + u"/details?region=us-east-1"_s,
        u"ECR 471185220996.dkr.ecr.us-east-1.amazonaws.com api "_s + digest);
    row(u"https://cn-north-1.console.amazonaws.cn/ecr/repositories/private/471185220996/api"_s,
        u"ECR 471185220996.dkr.ecr.cn-north-1.amazonaws.com.cn api -"_s);
    row(u"https://gallery.ecr.aws/docker/library/nginx"_s, u"ECR public.ecr.aws docker/library/nginx -"_s);

    const QString harbor = u"Harbor harbor.example "_s;
    row(u"https://harbor.example/harbor/projects"_s, harbor + u"- -"_s);
    row(u"https://harbor.example/harbor/projects/3/repositories"_s, harbor + u"- -"_s);
    row(u"https://harbor.example/harbor/projects/3/repositories/api/artifacts-tab"_s, harbor + u"?/api -"_s);
    row(u"https://harbor.example/harbor/projects/3/repositories/api"_s, harbor + u"?/api -"_s);
    row(u"https://harbor.example/harbor/projects/3/repositories/a%2Fb%2Fc/artifacts-tab"_s, harbor + u"?/a/b/c -"_s);
    row(u"https://harbor.example/harbor/projects/3/repositories/a%252Fb/artifacts-tab"_s, harbor + u"?/a/b -"_s);
    row(u"https://harbor.example/harbor/projects/3/repositories/api/artifacts-tab/artifacts/"_s + digest,
        harbor + u"?/api "_s + digest);
    row(u"https://harbor.example/harbor/projects/3/repositories/api/artifacts/"_s + digest,
        harbor + u"?/api "_s + digest);
    row(u"https://harbor.example/harbor/projects/3/repositories/library%2Fapi/tags/v1"_s, harbor + u"library/api v1"_s);
    row(u"https://harbor.example/harbor/projects/3/repositories/library%2Fapi/tags"_s, harbor + u"library/api -"_s);
    row(u"https://harbor.example/harbor/projects/library/repositories/api"_s, harbor + u"library/api -"_s);
    row(u"https://harbor.example:8443/harbor/projects/3/repositories/api"_s, u"Harbor harbor.example:8443 ?/api -"_s);

    row(u"https://git.example/team/-/packages/container/tool"_s, u"Gitea git.example team/tool -"_s);
    row(u"https://git.example/Team/-/packages/container/a%2Fb/v2"_s, u"Gitea git.example team/a/b v2"_s);

    const QString gitLab = u"GitLab registry.gitlab.com "_s;
    row(u"https://gitlab.com/group/project/container_registry"_s, gitLab + u"in group/project -"_s);
    row(u"https://gitlab.com/group/project/container_registry/12"_s, gitLab + u"in group/project -"_s);
    row(u"https://gitlab.com/Group/Sub/Project/-/container_registry/12?after=x#tags"_s,
        gitLab + u"in group/sub/project -"_s);
    row(u"https://gitlab.com/groups/group/-/container_registries"_s, gitLab + u"- -"_s);
    row(u"https://gitlab.com/group/project/-/tree/main"_s, gitLab + u"in group/project -"_s);
    row(u"https://gitlab.example/group/project/container_registry/12"_s, u"GitLab - in group/project -"_s);
    row(u"gitlab.example/group/project/-/container_registry"_s, u"GitLab - in group/project -"_s);
}

void TestWebAddress::understood()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, meant);
    const std::optional<WebAddress> address = platforms::readWebAddress(typed);
    QVERIFY(address);
    QCOMPARE(shown(*address), meant);
}

void TestWebAddress::nothingOfTheKind_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed :
         {"", " ", "nginx", "grafana/loki", "quay.io/cilium/cilium:v1.16.1", "https://registry.example.com/a/b",
          "https://registry.gitlab.com/group/project", "https://github.com/owner/project", "https://gitlab.com/explore",
          "https://gitlab.example/group/project", "https://quay.io/cilium/cilium", "docker pull nginx",
          "ghcr.io/owner/container", "https://registry.example.com/projects/3/repositories/api",
          "ftp://harbor/harbor/projects",
          "https://console.aws.amazon.com/ecr/repositories/private/12/api?region=us-east-1",
          "https://console.aws.amazon.com/ecr/repositories/private/471185220996/api",
          "https://console.aws.amazon.com.evil.example/ecr/repositories/private/471185220996/api?region=us-east-1"})
        QTest::newRow(typed) << QString::fromUtf8(typed);
}

void TestWebAddress::nothingOfTheKind()
{
    QFETCH(const QString, typed);
    const std::optional<WebAddress> address = platforms::readWebAddress(typed);
    QVERIFY2(!address, qPrintable(address ? shown(*address) : QString()));
}

/// What comes out is a valid name or nothing, whatever an address holds.
void TestWebAddress::hostile()
{
    const QStringList parts{u".."_s,
                            u"%2e%2e%2f"_s,
                            u"%00"_s,
                            u"a%0d%0aHost:%20evil"_s,
                            u"UPPER"_s,
                            u"%E2%80%AE"_s,
                            u"a b"_s,
                            u"%25252525"_s,
                            u"a@evil"_s,
                            u"-"_s,
                            u"_"_s,
                            QString(300, u'a'),
                            u"%"_s,
                            u"%zz"_s,
                            u"a?region=..%2f"_s,
                            u"#"_s};
    const QStringList pages{
        u"https://hub.docker.com/r/%1/%1"_s,
        u"https://hub.docker.com/_/%1"_s,
        u"https://github.com/%1/x/pkgs/container/%1"_s,
        u"https://quay.io/repository/%1/%1?tag=%1"_s,
        u"https://us-east-1.console.aws.amazon.com/ecr/repositories/private/%1/%1?region=%1"_s,
        u"https://us-east-1.console.aws.amazon.com/ecr/repositories/private/471185220996/a?region=%1"_s,
        u"https://h.example/harbor/projects/%1/repositories/%1/tags/%1"_s,
        u"https://h.example/harbor/projects/3/repositories/%1"_s,
        u"https://g.example/%1/-/packages/container/%1/%1"_s,
        u"https://g.example/%1/%1/-/container_registry/%1"_s,
        u"https://user:secret@hub.docker.com/r/a/%1"_s};
    for (const QString &page : pages) {
        for (const QString &part : parts) {
            const auto address = platforms::readWebAddress(QString(page).replace(u"%1"_s, part));
            if (!address)
                continue;
            QVERIFY(!page.contains(u"secret"_s));
            if (address->registry) {
                const QByteArray &host = address->registry->host;
                QVERIFY2(std::all_of(host.begin(), host.end(),
                                     [](char c) {
                                         return std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '-';
                                     }),
                         host.constData());
            }
            if (!address->withinProject.isEmpty())
                QVERIFY(oci::RepositoryName::parse(address->withinProject));
        }
    }
}

QTEST_APPLESS_MAIN(TestWebAddress)
#include "tst_webaddress.moc"
