#pragma once

#include "app/changes/journalschema.h"
#include "app/changes/planner.h"
#include "app/changes/repositoryreader.h"
#include "app/changes/runner.h"
#include "app/platforms/generic/genericplatform.h"
#include "app/registry/layoutregistry.h"
#include "tests/app/registry/layouttest.h"
#include "tests/support/faultyregistry.h"
#include "tests/support/hastyclock.h"

/// What the tests of runs over a folder of image layouts share.
namespace layoutruns {

using namespace Qt::StringLiterals;
using namespace changes;
using platforms::Ability;

inline oci::TagName tag(QStringView name)
{
    return *oci::TagName::parse(name);
}

inline base::Error unauthorized()
{
    base::Error error = base::failure(ErrorKind::Unauthorized, {});
    error.httpStatus = 401;
    return error;
}

inline base::Error lost()
{
    return base::failure(ErrorKind::UnknownOutcome, u"connection lost"_s, ErrorReason::ConnectionLost);
}

/// A fault of one call.
inline support::FaultyRegistry::Fault at(const QString &call, const base::Error &error)
{
    return [call, error](const QString &name) { return name == call ? std::optional(error) : std::nullopt; };
}

/// A repository in a folder, with faults before it, and a journal.
class LayoutRuns : public layouts::LayoutTest
{
protected:
    std::unique_ptr<Journal> opened()
    {
        Result<std::unique_ptr<Journal>> journal = Journal::open(path(u"journal.sqlite"_s));
        if (!journal)
            qFatal("%s", qPrintable(journal.error().detail));
        return *std::move(journal);
    }

    void push(const layouts::Image &image, const QStringList &names)
    {
        for (const QString &name : names) {
            if (!layouts::push(*m_layout, m_repository, image, tag(name)))
                qFatal("the push failed");
        }
    }

    RepositoryGraph graph()
    {
        platforms::GenericPlatform platform(*m_layout);
        RepositoryReader reader(platform, *m_layout, m_repository, {});
        Result<RepositoryGraph> read = reader.read({});
        if (!read)
            qFatal("the reading failed");
        platforms::Selection all;
        all.everything = true;
        if (!reader.readReferrers(*read, all, {}))
            qFatal("the reading failed");
        return *std::move(read);
    }

    /// A run in the journal that deletes @p names.
    qint64 planned(const QStringList &names, Ability deleteTags = Ability::Yes)
    {
        const RepositoryGraph known = graph();
        platforms::Selection selection;
        for (const QString &name : names)
            selection.tags.push_back(tag(name));
        m_steps = planDeletion(known, selection, PlanRules{{deleteTags, Ability::Yes}}).steps;
        std::vector<oci::Manifest> manifests;
        manifests.reserve(m_steps.size());
        for (const Step &step : m_steps)
            manifests.push_back(m_layout->manifest(m_repository, step.digest, {}).value());
        return m_journal->begin({}, m_steps, manifests, surroundingsOf(known, m_steps)).value();
    }

    RunReport run(qint64 id, std::stop_token pause = {}, std::stop_token stop = {})
    {
        Runner runner(*m_journal, *m_registry, m_repository, {}, m_clock);
        return runner.run(id, std::move(pause), std::move(stop));
    }

    std::optional<oci::Digest> digestOf(const oci::TagOrDigest &what)
    {
        const Result<oci::Descriptor> found = m_layout->resolve(m_repository, what, {});
        return found ? std::optional(found->digest) : std::nullopt;
    }

    RunReport close(qint64 id)
    {
        Runner runner(*m_journal, *m_registry, m_repository, {}, m_clock);
        return runner.close(id, {});
    }

    StepState recorded(qint64 id, std::size_t step) { return m_journal->steps(id).value().at(step).state; }

    support::HastyClock m_clock;
    std::unique_ptr<registry::LayoutRegistry> m_layout;
    std::unique_ptr<support::FaultyRegistry> m_registry;
    std::unique_ptr<Journal> m_journal;
    std::vector<Step> m_steps;

    void prepare()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkdir(u"root"_s));
        m_layout = std::make_unique<registry::LayoutRegistry>(path(u"root"_s));
        m_registry = std::make_unique<support::FaultyRegistry>(*m_layout);
        m_journal = opened();
        push(layouts::image("three"), {u"other"_s}); // a layout without any tag does not count as listed whole
    }
};

} // namespace layoutruns
