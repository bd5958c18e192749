// The yardstick: a main window with nothing in it, or with one line of text, in a program that links what Portolan
// links.
#include <QApplication>
#include <QLabel>
#include <QMainWindow>

int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    QMainWindow window;
    window.resize(1200, 750);
    if (argc > 1) // the first text of a program loads the system's fonts
        window.setCentralWidget(new QLabel(QString::fromLocal8Bit(argv[1])));
    window.show();
    return QApplication::exec();
}
