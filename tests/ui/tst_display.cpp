#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QTest>

#include "ui/display.h"

using namespace Qt::StringLiterals;

namespace {

/// Something that listens where displays are reached by TCP, on this computer only.
class Listener final
{
public:
    /// @p waiting: how many clients the system lets wait, besides one, before it leaves the next without an answer.
    explicit Listener(int waiting)
    {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        auto *place = reinterpret_cast<sockaddr *>(&address);
        if (::bind(m_socket, place, size) == 0 && ::listen(m_socket, waiting) == 0
            && ::getsockname(m_socket, place, &size) == 0)
            m_port = ntohs(address.sin_port);
        m_address = address;
    }
    ~Listener()
    {
        for (const int client : m_clients)
            ::close(client);
        ::close(m_socket);
    }
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;

    void addClient()
    {
        m_clients.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        ::connect(m_clients.back(), reinterpret_cast<const sockaddr *>(&m_address), sizeof(m_address));
    }
    [[nodiscard]] int display() const { return m_port - 6000; }

private:
    int m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int m_port = 0;
    sockaddr_in m_address = {};
    std::vector<int> m_clients;
};

bool hasDisplay(const QString &name)
{
    qputenv("DISPLAY", name.toUtf8());
    return ui::hasDisplay();
}

} // namespace

/// Whether there is a display, asked without Qt.
class tst_Display : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void nobody_data();
    void nobody();
    void remote();
    void remoteThatIsSilent();
};

void tst_Display::initTestCase()
{
    qunsetenv("QT_QPA_PLATFORM"); // which needs no display
    qunsetenv("WAYLAND_DISPLAY");
}

void tst_Display::nobody_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("none") << QString();
    QTest::newRow("of this computer") << u":987654"_s;
    QTest::newRow("of this computer, with a screen") << u"unix:987654.0"_s;
    QTest::newRow("no port") << u"localhost:987654.0"_s;
    int free = 0;
    {
        const Listener listener(1);
        free = listener.display();
    }
    QTest::newRow("by TCP") << u"localhost:%1.0"_s.arg(free);
    QTest::newRow("by TCP, said so") << u"tcp/127.0.0.1:%1"_s.arg(free);
    QTest::newRow("by TCP and IPv6") << u"[::1]:%1"_s.arg(free);
    QTest::newRow("no host") << u"no.such.host.invalid:0"_s;
}

void tst_Display::nobody()
{
    QFETCH(QString, name);
    QVERIFY(!hasDisplay(name));
}

void tst_Display::remote()
{
    const Listener listener(8);
    QVERIFY(listener.display() > 0);
    for (const QString &name : {u"127.0.0.1:%1"_s, u"localhost:%1.0"_s, u"tcp/127.0.0.1:%1"_s})
        QVERIFY2(hasDisplay(name.arg(listener.display())), qPrintable(name));
}

/// As behind a firewall that drops what it is sent: given up after a while.
void tst_Display::remoteThatIsSilent()
{
    Listener listener(0);
    for (int client = 0; client < 4; ++client)
        listener.addClient();
    QVERIFY(!hasDisplay(u"127.0.0.1:%1"_s.arg(listener.display())));
}

QTEST_GUILESS_MAIN(tst_Display)
#include "tst_display.moc"
