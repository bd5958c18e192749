#include "ui/look/colours.h"

namespace look {

const Colours &Colours::light()
{
    static const Colours colours{
        .window = 0xF3F3F0,
        .base = 0xFFFFFF,
        .raised = 0xFAFAF8,
        .text = 0x1B1F24,
        .text2 = 0x565C64,
        .off = 0x8D9298,
        .accent = 0x1C5A93,
        .onAccent = 0xFFFFFF,
        .selection = 0xD9E7F4,
        .idleSelection = 0xE6E5E0,
        .hover = 0xF2F5F8,
        .line = 0xDCDAD4,
        .hair = 0xEFEEEA,
        .edge = 0x8B8983,
        .danger = 0xA5301C,
        .dangerBackground = 0xFBECE8,
        .warn = 0x7A5000,
        .warnBackground = 0xFBF2DC,
        .markedRow = 0xFDF4F1,
        .affectedRow = 0xFDF8E9,
        .ok = 0x1D6A44,
        .infoBackground = 0xE9F1F8,
        .production = 0x8E2156,
        .productionFill = 0x8E2156,
        .test = 0x5A6170,
        .own = 0x2F6598,
        .shared = 0xE3E9EF,
        .sharedEdge = 0x667A8D,
        .groups = {0x0B7267, 0x4B4FC0, 0x8F6000, 0x4A7312, 0x9A4A26, 0x0A6AA0},
    };
    return colours;
}

const Colours &Colours::dark()
{
    static const Colours colours{
        .window = 0x202327,
        .base = 0x181B1E,
        .raised = 0x1C1F22,
        .text = 0xE3E6E9,
        .text2 = 0xA2A9B1,
        .off = 0x6D747B,
        .accent = 0x82B6E8,
        .onAccent = 0x0E1B28,
        .selection = 0x263D54,
        .idleSelection = 0x2E3338,
        .hover = 0x1F2429,
        .line = 0x33383D,
        .hair = 0x24282C,
        .edge = 0x777E86,
        .danger = 0xF29B89,
        .dangerBackground = 0x38211D,
        .warn = 0xE2B95A,
        .warnBackground = 0x332A17,
        .markedRow = 0x251C1B,
        .affectedRow = 0x24201A,
        .ok = 0x7DCB9F,
        .infoBackground = 0x1C2B3A,
        .production = 0xD6709F,
        .productionFill = 0x9C2B63,
        .test = 0xAEB5C0,
        .own = 0x79AEE0,
        .shared = 0x27313B,
        .sharedEdge = 0x8498AB,
        .groups = {0x4FC4B4, 0xA9ABF6, 0xDDAE4E, 0xA4CB62, 0xE0A183, 0x66BBF0},
    };
    return colours;
}

const Colours &Colours::of(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128 ? dark() : light();
}

QPalette Colours::palette() const
{
    QPalette palette;
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, raised);
    palette.setColor(QPalette::Button, raised);
    palette.setColor(QPalette::ToolTipBase, raised);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, text);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, off);
    palette.setColor(QPalette::PlaceholderText, text2);
    palette.setColor(QPalette::BrightText, danger);
    // Fusion draws focus, progress and menus from Highlight.
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, line);
    palette.setColor(QPalette::HighlightedText, onAccent);
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::LinkVisited, accent);
    palette.setColor(QPalette::Light, base);
    palette.setColor(QPalette::Midlight, hair);
    palette.setColor(QPalette::Mid, line);
    palette.setColor(QPalette::Dark, edge);
    palette.setColor(QPalette::Shadow, edge);
    return palette;
}

QPalette Colours::viewPalette() const
{
    QPalette quiet = palette();
    quiet.setColor(QPalette::Highlight, selection);
    quiet.setColor(QPalette::Inactive, QPalette::Highlight, idleSelection);
    quiet.setColor(QPalette::HighlightedText, text);
    return quiet;
}

} // namespace look
