#include "ui/terminationsignals.h"

namespace ui {

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
{ }

TerminationSignals::~TerminationSignals() = default;

} // namespace ui
