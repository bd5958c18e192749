#include "ui/doctorcommand.h"

#include <cstdio>

#include <QCommandLineParser>
#include <QFile>

#include "app/base/paths.h"
#include "app/connections/address.h"
#include "app/connections/connectionfile.h"
#include "app/credentials/keychainstore.h"
#include "app/credentials/sessionstore.h"
#include "app/http/proxyaddress.h"

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int healthy = 0;
constexpr int problem = 1;
constexpr int usageError = 2;

base::Paths pathsOf(const QString &profile)
{
    return profile.isEmpty() ? base::Paths::ofUser() : base::Paths::ofProfile(profile);
}

tl::unexpected<Error> refuse(const QString &why)
{
    return base::fail(ErrorKind::InvalidData, why);
}

/// Everything up to the end of the line.
QByteArray readPassword()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return {};
    QByteArray line = input.readLine();
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return line;
}

bool hasPassword(const QString &address)
{
    const qsizetype start = address.indexOf("://"_L1);
    const QString authority = address.mid(start < 0 ? 0 : start + 3).section(u'/', 0, 0);
    return authority.contains(u'@') && !authority.contains("@sha256:"_L1);
}

/// Plain HTTP beyond this computer is examined without consent to it, which is what is found then.
Result<connections::Address> addressOf(const QString &text)
{
    Result<connections::Address> address = connections::parseRegistryAddress(text);
    if (!address && address.error().reason == ErrorReason::PlainHttpNotAllowed) {
        address = connections::parseRegistryAddress(text, connections::PlainHttp::Allowed);
        if (address)
            address->connection.scheme = connections::SchemeChoice::Https;
    }
    return address;
}

bool isSamePlace(const connections::Connection &typed, const connections::Connection &saved)
{
    http::Origin origin = typed.origin;
    if (typed.scheme == connections::SchemeChoice::HttpsThenHttp) // none was typed
        origin.secure = saved.origin.secure;
    return origin == saved.origin && typed.pathPrefix == saved.pathPrefix;
}

} // namespace

int DoctorCommand::run(const QStringList &arguments)
{
    if (arguments.contains(u"--help"_s) || arguments.contains(u"-h"_s)) {
        std::fputs(qPrintable(help()), stdout);
        return healthy;
    }
    Result<Order> order = read(arguments);
    if (!order) {
        std::fputs(
            qPrintable(base::translatedDetail(order.error()) + u'\n' + tr("Try portolan doctor --help.") + u'\n'),
            stderr);
        return usageError;
    }
    const doctor::Report report = doctor::Examination(std::move(order->patient), {}, {}).run();
    const QByteArray text = order->json ? report.toJson() : report.toText().toLocal8Bit();
    std::fwrite(text.constData(), 1, std::size_t(text.size()), stdout);
    return report.isHealthy() ? healthy : problem;
}

Result<DoctorCommand::Order> DoctorCommand::read(const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption json(u"json"_s);
    const QCommandLineOption connection(u"connection"_s, {}, u"NAME"_s);
    const QCommandLineOption profile(u"profile"_s, {}, u"DIR"_s);
    const QCommandLineOption caFile(u"ca-file"_s, {}, u"FILE"_s);
    const QCommandLineOption user(u"user"_s, {}, u"U"_s);
    const QCommandLineOption passwordStdin(u"password-stdin"_s);
    const QCommandLineOption proxy(u"proxy"_s, {}, u"URL"_s);
    const QCommandLineOption checkDelete(u"check-delete"_s);
    parser.addOptions({json, connection, profile, caFile, user, passwordStdin, proxy, checkDelete});
    if (!parser.parse(arguments))
        return refuse(parser.errorText());
    if (parser.isSet(profile) && !parser.isSet(connection))
        return refuse(tr("--profile belongs to --connection: an address takes nothing from a profile."));
    if (parser.isSet(user) != parser.isSet(passwordStdin))
        return refuse(tr("--user and --password-stdin belong together."));
    Result<doctor::Patient> patient = patientOf(parser);
    if (!patient)
        return base::fail(std::move(patient).error());
    Order order{std::move(*patient), parser.isSet(json)};
    order.patient.askAboutDeletion = parser.isSet(checkDelete);
    if (Result<> applied = applyRoad(parser, order.patient.connection); !applied)
        return base::fail(std::move(applied).error());
    if (Result<> applied = applySignIn(parser, order.patient); !applied)
        return base::fail(std::move(applied).error());
    return order;
}

/// Who is examined: an address, a saved connection, or an address at the registry of one.
Result<doctor::Patient> DoctorCommand::patientOf(const QCommandLineParser &parser)
{
    const QStringList addresses = parser.positionalArguments();
    const bool isSaved = parser.isSet(u"connection"_s);
    if (addresses.size() > 1 || (addresses.isEmpty() && !isSaved))
        return refuse(tr("One address, please."));
    doctor::Patient patient;
    if (!addresses.isEmpty()) {
        if (hasPassword(addresses.first()))
            return refuse(tr("An address holds no user and no password: use --user and --password-stdin."));
        const Result<connections::Address> address = addressOf(addresses.first());
        if (!address || address->connection.isFolder())
            return refuse(tr("That is no address of a registry."));
        patient.connection = address->connection;
        patient.path = address->repository ? address->repository->toString() : QString();
    }
    if (!isSaved)
        return patient;
    const QString profile = parser.value(u"profile"_s);
    const Result<connections::Connection> saved = savedConnection(parser.value(u"connection"_s), profile);
    if (!saved)
        return base::fail(saved.error());
    if (!addresses.isEmpty() && !isSamePlace(patient.connection, *saved))
        return refuse(tr("That address is not at the registry of the connection, and its sign-in goes nowhere else."));
    patient.connection = *saved;
    patient.credentials = std::make_shared<credentials::KeychainStore>(pathsOf(profile).config + u"/keychain.json"_s);
    return patient;
}

/// Options about the way to the registry.
Result<> DoctorCommand::applyRoad(const QCommandLineParser &parser, connections::Connection &connection)
{
    if (parser.isSet(u"ca-file"_s)) {
        QFile file(parser.value(u"ca-file"_s));
        if (!file.open(QIODevice::ReadOnly))
            return refuse(tr("The file of --ca-file cannot be read."));
        const QByteArray pem = file.readAll();
        if (!http::CertificateInfo::fromPem(pem))
            return refuse(tr("The file of --ca-file holds no certificate in PEM."));
        connection.tls.extraRoots.append(pem);
    }
    if (parser.isSet(u"proxy"_s)) {
        if (!http::ProxyAddress::parse(parser.value(u"proxy"_s)))
            return refuse(tr("--proxy takes http://, https:// or socks5://, a host and a port, without a password."));
        connection.proxy = parser.value(u"proxy"_s);
        connection.proxyUser.clear(); // who belongs to another proxy
    }
    return Done{};
}

/// An address that is not saved has no secrets but what comes on standard input.
Result<> DoctorCommand::applySignIn(const QCommandLineParser &parser, doctor::Patient &patient)
{
    if (patient.credentials && !parser.isSet(u"user"_s))
        return Done{};
    patient.credentials = std::make_shared<credentials::SessionStore>();
    patient.connection.user = parser.value(u"user"_s);
    if (!parser.isSet(u"user"_s))
        return Done{};
    credentials::Credential credential{patient.connection.user, base::Secret(readPassword())};
    return patient.credentials->store(patient.connection.id, std::move(credential), {});
}

Result<connections::Connection> DoctorCommand::savedConnection(const QString &name, const QString &profile)
{
    const connections::ConnectionFile file(pathsOf(profile).config + u"/connections.json"_s);
    const Result<std::vector<connections::Connection>> saved = file.read();
    if (!saved)
        return refuse(tr("The saved connections cannot be read."));
    for (const connections::Connection &each : *saved) {
        if (!each.isFolder() && (each.name == name || each.id == name))
            return each;
    }
    return refuse(tr("There is no connection of that name."));
}

QString DoctorCommand::help()
{
    return tr("Usage: portolan doctor [OPTION]… [URL]\n"
              "Examines a registry and says what is wrong, why, and what to do.\n"
              "\n"
              "  --json             prints the report as JSON\n"
              "  --connection NAME  takes the certificates, the proxy and the sign-in of a\n"
              "                     saved connection; without URL its address, too\n"
              "  --profile DIR      looks for it in this folder\n"
              "  --ca-file FILE     trusts these certificates as well (PEM)\n"
              "  --user U           signs in; with --password-stdin\n"
              "  --password-stdin   reads the password from standard input\n"
              "  --proxy URL        goes through a proxy\n"
              "  --check-delete     asks whether deleting is switched on, by a DELETE of a\n"
              "                     random digest that does not exist\n"
              "\n"
              "Exit code: 0 healthy, 1 a problem, 2 wrong usage\n");
}

} // namespace ui
