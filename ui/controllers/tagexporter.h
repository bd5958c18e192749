#pragma once

#include <QObject>

#include "app/jobs/workers.h"
#include "models/tagtable.h"
#include "ui/activity/activities.h"

class QWidget;

namespace ui {

class Prompts;

/// Writes the tags that a table shows to a file that a person chooses, as CSV or as JSON.
class TagExporter final : public QObject
{
    Q_OBJECT

public:
    /// What is given lives longer. @p repository is the last part of its name.
    TagExporter(jobs::Workers &workers, Activities &activities, Prompts &prompts, models::TagTable &table,
                QString repository, QObject *parent = nullptr);
    ~TagExporter() override;

    /// Asks for the file with a dialog over @p window.
    void ask(QWidget *window);

private:
    void write(QWidget *window, const QString &path);

    jobs::Workers &m_workers;
    Activities &m_activities;
    Prompts &m_prompts;
    models::TagTable &m_table;
    QString m_repository;
};

} // namespace ui
