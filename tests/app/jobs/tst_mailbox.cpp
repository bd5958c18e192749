#include <memory>
#include <thread>
#include <vector>

#include <QCoreApplication>
#include <QTest>

#include "app/jobs/mailbox.h"

using jobs::Mailbox;

namespace {

constexpr int patience = 60'000; ///< ms, for a machine under load and sanitizers

/// Counts the wake-ups and the units of each turn.
class Receiver : public QObject
{
public:
    void customEvent(QEvent *) override
    {
        units.push_back(0);
        const std::shared_ptr<Mailbox> kept = mailbox;
        kept->deliver();
    }

    void take(int weight) { units.back() += weight; }
    [[nodiscard]] int total() const
    {
        int sum = 0;
        for (const int turn : units)
            sum += turn;
        return sum;
    }

    std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>(this);
    std::vector<int> units; ///< by turn
};

} // namespace

class TestMailbox : public QObject
{
    Q_OBJECT

private slots:
    void deliversInOrderOnTheReceiversThread()
    {
        Receiver receiver;
        std::vector<int> order;
        const auto ui = std::this_thread::get_id();
        bool sameThread = true;
        std::thread worker([&] {
            for (int i = 0; i < 1'000; ++i) {
                receiver.mailbox->post([&, i] {
                    sameThread = sameThread && std::this_thread::get_id() == ui;
                    order.push_back(i);
                });
            }
        });
        QTRY_COMPARE_WITH_TIMEOUT(order.size(), 1'000U, patience);
        worker.join();
        QVERIFY(sameThread);
        for (int i = 0; i < 1'000; ++i)
            QCOMPARE(order[static_cast<std::size_t>(i)], i);
    }

    void postsOneWakeUpForMany()
    {
        Receiver receiver;
        for (int i = 0; i < 1'000; ++i)
            receiver.mailbox->post([&] { receiver.take(1); });
        QCoreApplication::sendPostedEvents(&receiver);
        QCOMPARE(receiver.units, std::vector<int>{1'000});
    }

    void takesTwoThousandUnitsATurn()
    {
        Receiver receiver;
        for (int i = 0; i < 100; ++i)
            receiver.mailbox->post([&] { receiver.take(90); }, 90);
        QTRY_COMPARE_WITH_TIMEOUT(receiver.total(), 9'000, patience);
        for (const int turn : receiver.units)
            QVERIFY2(turn <= Mailbox::unitsPerTurn, qPrintable(QString::number(turn)));
        QVERIFY(receiver.units.size() >= 5);
    }

    void aHeavyLetterHasATurnForItself()
    {
        Receiver receiver;
        for (const int weight : {1, 5'000, 1})
            receiver.mailbox->post([&receiver, weight] { receiver.take(weight); }, weight);
        QTRY_COMPARE_WITH_TIMEOUT(receiver.total(), 5'002, patience);
        QCOMPARE(receiver.units, (std::vector<int>{1, 5'000, 1}));
    }

    /// Each letter takes longer than a turn may: the event loop gets its turn between any two.
    void slowLettersGiveWayToTheEventLoop()
    {
        Receiver receiver;
        for (int i = 0; i < 5; ++i) {
            receiver.mailbox->post([&] {
                std::this_thread::sleep_for(Mailbox::timePerTurn);
                receiver.take(1);
            });
        }
        QTRY_COMPARE_WITH_TIMEOUT(receiver.total(), 5, patience);
        QCOMPARE(receiver.units.size(), 5U);
    }

    void aClosedMailboxDropsWhatIsInItAndWhatComes()
    {
        Receiver receiver;
        const auto held = std::make_shared<int>(0);
        receiver.mailbox->post([&receiver, held] { receiver.take(1); });
        receiver.mailbox->close();
        QCOMPARE(held.use_count(), 1);
        receiver.mailbox->post([&receiver, held] { receiver.take(1); });
        QCOMPARE(held.use_count(), 1);
        QCoreApplication::sendPostedEvents(&receiver);
        QCOMPARE(receiver.total(), 0);
    }

    void aLetterMayCloseIt()
    {
        auto receiver = std::make_unique<Receiver>();
        int delivered = 0;
        for (int i = 0; i < 3; ++i) {
            receiver->mailbox->post([&] {
                ++delivered;
                receiver->mailbox->close();
                receiver.reset();
            });
        }
        QTRY_VERIFY_WITH_TIMEOUT(!receiver, patience);
        QCOMPARE(delivered, 1);
    }

    void aReceiverMayGoWhileOthersPost()
    {
        for (int round = 0; round < 200; ++round) {
            auto receiver = std::make_unique<Receiver>();
            std::thread worker([mailbox = receiver->mailbox, self = receiver.get()] {
                for (int i = 0; i < 50; ++i)
                    mailbox->post([self] { self->take(1); });
            });
            QCoreApplication::processEvents();
            receiver->mailbox->close();
            receiver.reset();
            QCoreApplication::processEvents();
            worker.join();
        }
    }
};

QTEST_GUILESS_MAIN(TestMailbox)
#include "tst_mailbox.moc"
