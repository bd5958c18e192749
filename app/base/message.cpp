#include "app/base/message.h"

#include <QCoreApplication>

namespace base {

namespace {

/// In one pass: what is put in may itself hold a percent sign.
template <class Argument>
QString filled(const QString &pattern, std::size_t count, Argument argument)
{
    QString result;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const int number = pattern[i] == u'%' && i + 1 < pattern.size() ? pattern[i + 1].digitValue() : 0;
        if (number < 1 || std::size_t(number) > count) {
            result.append(pattern[i]);
            continue;
        }
        result.append(argument(std::size_t(number) - 1));
        ++i;
    }
    return result;
}

} // namespace

Message::Message(const char *pattern, std::vector<Message> arguments)
    : m_pattern(pattern)
    , m_arguments(std::move(arguments))
{ }

Message::Message(QString words)
    : m_words(std::move(words))
{ }

Message Message::number(qint64 value)
{
    return QString::number(value);
}

QString Message::english() const
{
    if (m_pattern.isEmpty())
        return m_words;
    return filled(m_pattern, m_arguments.size(), [this](std::size_t i) { return m_arguments[i].english(); });
}

QString Message::translated() const
{
    if (m_pattern.isEmpty())
        return m_words;
    return filled(QCoreApplication::translate("Faults", m_pattern.data()), m_arguments.size(),
                  [this](std::size_t i) { return m_arguments[i].translated(); });
}

} // namespace base
