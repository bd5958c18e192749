#pragma once

#include <optional>

#include <QCoreApplication>
#include <QStringList>

#include "app/doctor/examination.h"

class QCommandLineParser;

namespace ui {

/// `portolan doctor URL …`: examines a registry and prints what it found. Needs no display. The password comes on
/// standard input only, never in an argument.
class DoctorCommand final
{
    Q_DECLARE_TR_FUNCTIONS(DoctorCommand)

public:
    /// @p arguments follow the program; the first one is `doctor`. Exit codes: 0 healthy, 1 a problem, 2 usage.
    static int run(const QStringList &arguments);

private:
    struct Order
    {
        doctor::Patient patient;
        bool json = false;
    };

    static Result<Order> read(const QStringList &arguments);
    static Result<doctor::Patient> patientOf(const QCommandLineParser &parser);
    static Result<> applyRoad(const QCommandLineParser &parser, connections::Connection &connection);
    static Result<> applySignIn(const QCommandLineParser &parser, doctor::Patient &patient);
    static Result<connections::Connection> savedConnection(const QString &name, const QString &profile);
    static QString help();
};

} // namespace ui
