#include "app/jobs/importjobs.h"

#include "app/connections/session.h"
#include "app/credentials/helperprogram.h"
#include "app/credentials/sessionstore.h"

namespace jobs {

using connections::Connection;
using connections::ImportItem;
using credentials::Credential;

namespace {

/// Puts what the helper says into @p item.
Result<> askHelper(ImportItem &item, const QString &path, std::stop_token stop)
{
    const Result<credentials::HelperProgram> helper = credentials::HelperProgram::find(item.helper, path);
    if (!helper)
        return base::fail(helper.error());
    Result<std::optional<Credential>> answer = helper->get(item.server, std::move(stop));
    if (!answer)
        return base::fail(answer.error());
    if (!*answer)
        return base::fail(ErrorKind::Credentials, item.server, ErrorReason::KeychainMissing);
    item.user = (*answer)->user;
    item.kind
        = item.user == credentials::identityTokenUser ? ImportItem::Kind::IdentityToken : ImportItem::Kind::Password;
    item.credential = std::make_shared<const Credential>(**std::move(answer));
    return Done{};
}

/// Plain HTTP where @p connection does not speak TLS; the consent for it was given. Nobody signs in.
void settleScheme(Connection &connection, std::stop_token stop)
{
    Connection probe = connection;
    probe.user.clear();
    probe.scheme = connections::SchemeChoice::HttpsThenHttp;
    const auto session = connections::Session::open(probe, std::make_shared<credentials::SessionStore>(), stop);
    if (!session || (*session)->connection().scheme != connections::SchemeChoice::Http)
        return;
    connection.scheme = connections::SchemeChoice::Http;
    connection.origin = (*session)->connection().origin;
    connection.tls.verify = true; // there is nothing to verify
}

} // namespace

FindImportsJob::FindImportsJob(Workers &workers, credentials::Surroundings surroundings, std::vector<Connection> known,
                               QObject *parent)
    : Job(workers, Lane::Ui, {}, parent)
{
    setWork([surroundings = std::move(surroundings), known = std::move(known),
             found = toUi(&FindImportsJob::found)](std::stop_token stop) -> Result<> {
        std::vector<credentials::FoundFile> files = credentials::discover(surroundings, stop);
        if (stop.stop_requested())
            return base::fail(base::cancelled());
        found(std::make_shared<const connections::ImportOffer>(connections::ImportOffer::of(std::move(files), known)));
        return Done{};
    });
}

PrepareImportsJob::PrepareImportsJob(Workers &workers, std::vector<ImportItem> ticked, QString path,
                                     QStringList takenNames, QObject *parent)
    : Job(workers, Lane::Ui, {}, parent)
{
    setWork([ticked = std::move(ticked), path = std::move(path), takenNames = std::move(takenNames),
             tell = toUi(&PrepareImportsJob::prepared)](std::stop_token stop) -> Result<> {
        Prepared result;
        std::vector<ImportItem> items;
        for (ImportItem item : ticked) {
            const Result<> asked
                = item.kind == ImportItem::Kind::Helper ? askHelper(item, path, stop) : Result<>(Done{});
            if (stop.stop_requested())
                return base::fail(base::cancelled());
            if (asked)
                items.push_back(std::move(item));
            else
                result.failures.push_back({std::move(item), asked.error()});
        }
        result.connections = connections::importedConnections(items, takenNames);
        for (auto &[connection, credential] : result.connections) {
            if (!connection.tls.verify && connection.scheme == connections::SchemeChoice::Https)
                settleScheme(connection, stop);
        }
        if (stop.stop_requested())
            return base::fail(base::cancelled());
        tell(result);
        return Done{};
    });
}

} // namespace jobs
