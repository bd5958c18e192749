<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ArtifactText</name>
    <message numerus="yes">
        <source>Image index, %n platform(s), %1</source>
        <comment>%1 is OCI or Docker</comment>
        <translation>
            <numerusform>Image index, %n platform, %1</numerusform>
            <numerusform>Image index, %n platforms, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorWords</name>
    <message numerus="yes">
        <source>Its limit is reached; it asks to wait %n second(s).</source>
        <translation>
            <numerusform>Its limit is reached; it asks to wait %n second.</numerusform>
            <numerusform>Its limit is reached; it asks to wait %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageFacts</name>
    <message numerus="yes">
        <source>%1 compressed, %n layer(s)</source>
        <translation>
            <numerusform>%1 compressed, %n layer</numerusform>
            <numerusform>%1 compressed, %n layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 compressed, %n layer(s), for %2</source>
        <comment>%2 is a platform</comment>
        <translation>
            <numerusform>%1 compressed, %n layer, for %2</numerusform>
            <numerusform>%1 compressed, %n layers, for %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListingNotices</name>
    <message numerus="yes">
        <source>%n tag(s) shown, more may exist.</source>
        <translation>
            <numerusform>%n tag shown, more may exist.</numerusform>
            <numerusform>%n tags shown, more may exist.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The details of %n tag(s) could not be read.</source>
        <translation>
            <numerusform>The details of %n tag could not be read.</numerusform>
            <numerusform>The details of %n tags could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The filter %1 hides all %n tag(s).</source>
        <translation>
            <numerusform>The filter %1 hides the only tag.</numerusform>
            <numerusform>The filter %1 hides all %n tags.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RegistryTreeText</name>
    <message numerus="yes">
        <source>%1, %n tag(s)</source>
        <comment>%1 is a repository</comment>
        <translation>
            <numerusform>%1, %n tag</numerusform>
            <numerusform>%1, %n tags</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagText</name>
    <message numerus="yes">
        <source>%n missing</source>
        <comment>platforms of an index</comment>
        <translation>
            <numerusform>%n missing</numerusform>
            <numerusform>%n missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n missing</source>
        <comment>platforms of an index</comment>
        <translation>
            <numerusform>%1, %n missing</numerusform>
            <numerusform>%1, %n missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of this index are missing on the registry.</source>
        <translation>
            <numerusform>%n part of this index is missing on the registry.</numerusform>
            <numerusform>%n parts of this index are missing on the registry.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>same image as %1 and %n more</source>
        <comment>%1 is a list of tags</comment>
        <translation>
            <numerusform>same image as %1 and %n more</numerusform>
            <numerusform>same image as %1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::LayerSharing</name>
    <message numerus="yes">
        <source>%n image(s)</source>
        <comment>other images that have a layer</comment>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) or more</source>
        <comment>other images that have a layer</comment>
        <translation>
            <numerusform>%n image or more</numerusform>
            <numerusform>%n images or more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n other image(s) of the repository, too:</source>
        <translation>
            <numerusform>In %n other image of the repository, too:</numerusform>
            <numerusform>In %n other images of the repository, too:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>images</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ActivityStatus</name>
    <message numerus="yes">
        <source>%1, and %n more</source>
        <comment>work</comment>
        <translation>
            <numerusform>%1, and %n more</numerusform>
            <numerusform>%1, and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <comment>pieces of work</comment>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::HistoryTab</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::LayersTab</name>
    <message numerus="yes">
        <source>%n layer(s), %1 compressed</source>
        <translation>
            <numerusform>%n layer, %1 compressed</numerusform>
            <numerusform>%n layers, %1 compressed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::Locator</name>
    <message numerus="yes">
        <source>%Ln found in what is loaded</source>
        <comment>matches</comment>
        <translation>
            <numerusform>%Ln found in what is loaded</numerusform>
            <numerusform>%Ln found in what is loaded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RegistryController</name>
    <message numerus="yes">
        <source>%n repository(s)</source>
        <translation>
            <numerusform>%n repository</numerusform>
            <numerusform>%n repositories</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RepositoryController</name>
    <message numerus="yes">
        <source>%n tag(s)</source>
        <comment>what came of listing them</comment>
        <translation>
            <numerusform>%n tag</numerusform>
            <numerusform>%n tags</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RepositoryPage</name>
    <message numerus="yes">
        <source>%1, %n tags share its digest</source>
        <comment>%1 is &apos;1 of 312 selected&apos;</comment>
        <translation>
            <numerusform>%1, %n tag shares its digest</numerusform>
            <numerusform>%1, %n tags share its digest</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tag(s) left out: what the filter asks for is not known of them.</source>
        <translation>
            <numerusform>%n tag left out: what the filter asks for is not known of it.</numerusform>
            <numerusform>%n tags left out: what the filter asks for is not known of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RepositoryStrip</name>
    <message numerus="yes">
        <source>%n tag(s)</source>
        <translation>
            <numerusform>%n tag</numerusform>
            <numerusform>%n tags</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TagExporter</name>
    <message numerus="yes">
        <source>%n tag(s)</source>
        <comment>that were exported</comment>
        <translation>
            <numerusform>%n tag</numerusform>
            <numerusform>%n tags</numerusform>
        </translation>
    </message>
</context>
</TS>
