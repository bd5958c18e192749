#pragma once

#include <QtTest>

#include "app/connections/address.h"
#include "app/credentials/sessionstore.h"
#include "app/doctor/examination.h"

/// What the tests of the doctor share.
namespace diagnosis {

using namespace Qt::StringLiterals;

/// Somebody who typed @p url and has nothing else.
inline doctor::Patient patientAt(const QByteArray &url)
{
    doctor::Patient patient;
    const Result<connections::Address> address = connections::parseRegistryAddress(QString::fromLatin1(url));
    if (!address)
        qFatal("no address: %s", url.constData());
    patient.connection = address->connection;
    patient.path = address->repository ? address->repository->toString() : QString();
    patient.credentials = std::make_shared<credentials::SessionStore>();
    return patient;
}

inline void signIn(doctor::Patient &patient, const QByteArray &user, const QByteArray &password)
{
    patient.connection.user = QString::fromUtf8(user);
    credentials::Credential credential{patient.connection.user, base::Secret(QByteArray(password))};
    if (!patient.credentials->store(patient.connection.id, std::move(credential), {}))
        qFatal("cannot keep a password");
}

inline doctor::Report examine(doctor::Patient patient)
{
    return doctor::Examination(std::move(patient), {}, {}).run();
}

/// The names of the findings, in their order.
inline QStringList ids(const doctor::Report &report)
{
    QStringList list;
    for (const doctor::Finding &finding : report.findings)
        list.append(finding.id);
    return list;
}

inline QString stateOf(const doctor::Report &report, QStringView id)
{
    for (const doctor::Check &check : report.checks) {
        if (check.id == id)
            return doctor::name(check.state);
    }
    return {};
}

} // namespace diagnosis
