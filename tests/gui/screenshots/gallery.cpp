#include "tests/gui/screenshots/gallery.h"

#include <map>

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace {

/// The pictures of the design that a scene should look like.
const std::map<QString, QStringList> targetOf{
    {u"activity-failed"_s, {u"10-activity-history.png"_s}},
    {u"activity-done"_s, {u"10-activity-history.png"_s}},
    {u"certificates"_s, {u"07-doctor.png"_s}},
    {u"connectionDialog-signIn"_s, {u"06-connect-sign-in.png"_s}},
    {u"doctor"_s, {u"07-doctor.png"_s}},
    {u"emptyRepository"_s, {u"08b-empty-and-error-states.png"_s}},
    {u"guard-readOnly"_s, {u"01-main-light.png"_s}},
    {u"history"_s, {u"10-activity-history.png"_s}},
    {u"incomplete"_s, {u"08b-empty-and-error-states.png"_s}},
    {u"keychain-locked"_s, {u"08b-empty-and-error-states.png"_s}},
    {u"levels"_s, {u"01-main-light.png"_s}},
    {u"locator"_s, {u"09-locator.png"_s}},
    {u"marks"_s, {u"04-pending-deletions.png"_s}},
    {u"noCatalogue"_s, {u"08b-empty-and-error-states.png"_s}},
    {u"noMatch"_s, {u"08b-empty-and-error-states.png"_s}},
    {u"notAllowed"_s, {u"08b-empty-and-error-states.png"_s}},
    {u"offline"_s, {u"08b-empty-and-error-states.png"_s}},
    {u"plan"_s, {u"05-plan.png"_s, u"05b-plan-zh-cn-dark.png"_s}},
    {u"tags"_s, {u"01-main-light.png"_s, u"02-main-dark.png"_s, u"03-main-zh-cn.png"_s}},
    {u"welcome"_s, {u"08-welcome.png"_s}},
};

QString figure(const QString &path, const QString &caption)
{
    return u"<figure><a href='%1'><img src='%1' loading='lazy'></a><figcaption>%2</figcaption></figure>\n"_s.arg(
        path, caption.toHtmlEscaped());
}

/// The target pictures of a scene, copied beside the others.
QString targetFigures(const QString &scene, const QDir &folder, const QString &targets)
{
    QString html;
    const auto found = targetOf.find(scene);
    for (const QString &name : found == targetOf.end() ? QStringList() : found->second) {
        const QString from = targets + u'/' + name;
        const QString to = u"target/"_s + name;
        if (!QFile::exists(from))
            continue;
        folder.mkpath(u"target"_s);
        if (QFile::exists(folder.filePath(to)) || QFile::copy(from, folder.filePath(to)))
            html += figure(to, u"target"_s);
    }
    return html;
}

} // namespace

bool writeGallery(const QString &folder, const QString &targets)
{
    const QDir dir(folder);
    std::map<QString, QString> scenes; // with their figures
    for (const QString &variant : dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        if (variant == "target"_L1)
            continue;
        for (const QString &file : QDir(dir.filePath(variant)).entryList({u"*.png"_s}, QDir::Files, QDir::Name))
            scenes[file.chopped(4)] += figure(variant + u'/' + file, variant);
    }
    QString html = u"<!DOCTYPE html><meta charset='utf-8'><title>Portolan: screenshots</title>\n"
                   "<style>body{font:14px sans-serif;margin:16px} div{display:flex;flex-wrap:wrap;gap:12px}\n"
                   "figure{margin:0} img{width:600px;border:1px solid #888} nav a{margin-right:12px}</style>\n<nav>"_s;
    for (const auto &[scene, figures] : scenes)
        html += u"<a href='#%1'>%1</a>"_s.arg(scene);
    html += u"</nav>\n"_s;
    for (const auto &[scene, figures] : scenes)
        html += u"<h2 id='%1'>%1</h2><div>\n"_s.arg(scene) + targetFigures(scene, dir, targets) + figures
            + u"</div>\n"_s;
    QFile index(dir.filePath(u"index.html"_s));
    return index.open(QIODevice::WriteOnly | QIODevice::Truncate) && index.write(html.toUtf8()) > 0;
}
