<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ArtifactText</name>
    <message numerus="yes">
        <source>Image index, %Ln platform(s), %1</source>
        <comment>%1 is OCI or Docker</comment>
        <translation>
            <numerusform>Image index, %Ln platform, %1</numerusform>
            <numerusform>Image index, %Ln platforms, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorWords</name>
    <message numerus="yes">
        <source>It asks to wait %Ln second(s).</source>
        <translation>
            <numerusform>It asks to wait %Ln second.</numerusform>
            <numerusform>It asks to wait %Ln seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageFacts</name>
    <message numerus="yes">
        <source>%1 compressed, %Ln layer(s)</source>
        <translation>
            <numerusform>%1 compressed, %Ln layer</numerusform>
            <numerusform>%1 compressed, %Ln layers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 compressed, %Ln layer(s), for %2</source>
        <comment>%2 is a platform</comment>
        <translation>
            <numerusform>%1 compressed, %Ln layer, for %2</numerusform>
            <numerusform>%1 compressed, %Ln layers, for %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListingNotices</name>
    <message numerus="yes">
        <source>%Ln tag(s) shown, more may exist.</source>
        <translation>
            <numerusform>%Ln tag shown, more may exist.</numerusform>
            <numerusform>%Ln tags shown, more may exist.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The details of %Ln tag(s) could not be read.</source>
        <translation>
            <numerusform>The details of %Ln tag could not be read.</numerusform>
            <numerusform>The details of %Ln tags could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The filter %1 hides all %Ln tag(s).</source>
        <translation>
            <numerusform>The filter %1 hides the only tag.</numerusform>
            <numerusform>The filter %1 hides all %Ln tags.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s) have no details yet.</source>
        <translation>
            <numerusform>%Ln tag has no details yet.</numerusform>
            <numerusform>%Ln tags have no details yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanMarkdown</name>
    <message numerus="yes">
        <source>%Ln layer(s)</source>
        <translation>
            <numerusform>%Ln layer</numerusform>
            <numerusform>%Ln layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanText</name>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <comment>names</comment>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>its %Ln platform(s)</source>
        <translation>
            <numerusform>its %Ln platform</numerusform>
            <numerusform>its %Ln platforms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln signature(s)</source>
        <translation>
            <numerusform>%Ln signature</numerusform>
            <numerusform>%Ln signatures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln attestation(s)</source>
        <translation>
            <numerusform>%Ln attestation</numerusform>
            <numerusform>%Ln attestations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln SBOM(s)</source>
        <translation>
            <numerusform>%Ln SBOM</numerusform>
            <numerusform>%Ln SBOMs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other artifact(s)</source>
        <translation>
            <numerusform>%Ln other artifact</numerusform>
            <numerusform>%Ln other artifacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s)</source>
        <translation>
            <numerusform>%Ln tag</numerusform>
            <numerusform>%Ln tags</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <translation>
            <numerusform>%Ln image</numerusform>
            <numerusform>%Ln images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RegistryTreeText</name>
    <message numerus="yes">
        <source>%1, %Ln tag(s)</source>
        <comment>%1 is a repository</comment>
        <translation>
            <numerusform>%1, %Ln tag</numerusform>
            <numerusform>%1, %Ln tags</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln of them will be deleted</source>
        <comment>%1 is a repository and its tags</comment>
        <translation>
            <numerusform>%1, %Ln of them will be deleted</numerusform>
            <numerusform>%1, %Ln of them will be deleted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunText</name>
    <message numerus="yes">
        <source>Restored %Ln tag(s)</source>
        <translation>
            <numerusform>Restored %Ln tag</numerusform>
            <numerusform>Restored %Ln tags</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restored %Ln image(s)</source>
        <translation>
            <numerusform>Restored %Ln image</numerusform>
            <numerusform>Restored %Ln images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %Ln tag(s)</source>
        <translation>
            <numerusform>Deleted %Ln tag</numerusform>
            <numerusform>Deleted %Ln tags</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %Ln image(s)</source>
        <translation>
            <numerusform>Deleted %Ln image</numerusform>
            <numerusform>Deleted %Ln images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added or moved %Ln tag(s)</source>
        <translation>
            <numerusform>Added or moved %Ln tag</numerusform>
            <numerusform>Added or moved %Ln tags</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Added %Ln tag(s)</source>
        <translation>
            <numerusform>Added %Ln tag</numerusform>
            <numerusform>Added %Ln tags</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln done</source>
        <comment>things of a plan</comment>
        <translation>
            <numerusform>%Ln done</numerusform>
            <numerusform>%Ln done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped</source>
        <comment>things of a plan</comment>
        <translation>
            <numerusform>%Ln skipped</numerusform>
            <numerusform>%Ln skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <comment>things of a plan</comment>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unknown</source>
        <comment>things of a plan</comment>
        <translation>
            <numerusform>%Ln unknown</numerusform>
            <numerusform>%Ln unknown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not tried</source>
        <comment>things of a plan</comment>
        <translation>
            <numerusform>%Ln not tried</numerusform>
            <numerusform>%Ln not tried</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln changed by others</source>
        <comment>tags</comment>
        <translation>
            <numerusform>%Ln changed by others</numerusform>
            <numerusform>%Ln changed by others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lost</source>
        <comment>things that should have stayed</comment>
        <translation>
            <numerusform>%Ln lost</numerusform>
            <numerusform>%Ln lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln layer(s) gone</source>
        <comment>of what was put back</comment>
        <translation>
            <numerusform>%Ln layer gone</numerusform>
            <numerusform>%Ln layers gone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left on a placeholder</source>
        <comment>tags</comment>
        <translation>
            <numerusform>%Ln left on a placeholder</numerusform>
            <numerusform>%Ln left on a placeholder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not looked at afterwards</source>
        <comment>things that should be there</comment>
        <translation>
            <numerusform>%Ln not looked at afterwards</numerusform>
            <numerusform>%Ln not looked at afterwards</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagText</name>
    <message numerus="yes">
        <source>%Ln missing</source>
        <comment>platforms of an index</comment>
        <translation>
            <numerusform>%Ln missing</numerusform>
            <numerusform>%Ln missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln missing</source>
        <comment>platforms of an index</comment>
        <translation>
            <numerusform>%1, %Ln missing</numerusform>
            <numerusform>%1, %Ln missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln part(s) of this index are missing on the registry.</source>
        <translation>
            <numerusform>%Ln part of this index is missing on the registry.</numerusform>
            <numerusform>%Ln parts of this index are missing on the registry.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>same image as %1 and %Ln more</source>
        <comment>%1 is a list of tags</comment>
        <translation>
            <numerusform>same image as %1 and %Ln more</numerusform>
            <numerusform>same image as %1 and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::LayerSharing</name>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <comment>other images that have a layer</comment>
        <translation>
            <numerusform>%Ln image</numerusform>
            <numerusform>%Ln images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s) or more</source>
        <comment>other images that have a layer</comment>
        <translation>
            <numerusform>%Ln image or more</numerusform>
            <numerusform>%Ln images or more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln other image(s) of the repository, too:</source>
        <translation>
            <numerusform>In %Ln other image of the repository, too:</numerusform>
            <numerusform>In %Ln other images of the repository, too:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <comment>images</comment>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <comment>tags of an image</comment>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::RepairModel</name>
    <message numerus="yes">
        <source>%1 of %Ln image(s) missing</source>
        <comment>of an index</comment>
        <translation>
            <numerusform>%1 of %Ln image missing</numerusform>
            <numerusform>%1 of %Ln images missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::RetagModel</name>
    <message numerus="yes">
        <source>A tag has at most 128 characters; these are %Ln.</source>
        <translation>
            <numerusform>A tag has at most 128 characters; this is %Ln.</numerusform>
            <numerusform>A tag has at most 128 characters; these are %Ln.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ActivityStatus</name>
    <message numerus="yes">
        <source>%1, and %Ln more</source>
        <comment>work</comment>
        <translation>
            <numerusform>%1, and %Ln more</numerusform>
            <numerusform>%1, and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <comment>pieces of work</comment>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ChangeController</name>
    <message numerus="yes">
        <source>Discard %Ln change(s)?</source>
        <translation>
            <numerusform>Discard %Ln change?</numerusform>
            <numerusform>Discard %Ln changes?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ConnectionSecrets</name>
    <message numerus="yes">
        <source>Remove %Ln leftover secret(s) from the keychain?</source>
        <translation>
            <numerusform>Remove %Ln leftover secret from the keychain?</numerusform>
            <numerusform>Remove %Ln leftover secrets from the keychain?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ConnectionTlsForm</name>
    <message numerus="yes">
        <source>%Ln extra authority(s)</source>
        <translation>
            <numerusform>%Ln extra authority</numerusform>
            <numerusform>%Ln extra authorities</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::DoctorView</name>
    <message numerus="yes">
        <source>%Ln problem(s), %1</source>
        <comment>%1 is a time</comment>
        <translation>
            <numerusform>%Ln problem, %1</numerusform>
            <numerusform>%Ln problems, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ElsewhereBar</name>
    <message numerus="yes">
        <source>Reading: %1 of %Ln repositories.</source>
        <translation>
            <numerusform>Reading: %1 of %Ln repository.</numerusform>
            <numerusform>Reading: %1 of %Ln repositories.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::HistoryController</name>
    <message numerus="yes">
        <source>%Ln run(s) were left before they had ended.</source>
        <translation>
            <numerusform>%Ln run was left before it had ended.</numerusform>
            <numerusform>%Ln runs were left before they had ended.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) on it did not end and cannot go on then.</source>
        <translation>
            <numerusform>%Ln run on it did not end and cannot go on then.</numerusform>
            <numerusform>%Ln runs on it did not end and cannot go on then.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) on it cannot be restored from here then.</source>
        <translation>
            <numerusform>%Ln run on it cannot be restored from here then.</numerusform>
            <numerusform>%Ln runs on it cannot be restored from here then.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Forget %Ln run(s)?</source>
        <comment>of the history</comment>
        <translation>
            <numerusform>Forget %Ln run?</numerusform>
            <numerusform>Forget %Ln runs?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>They ended more than %Ln day(s) ago. What they took cannot be restored from the history then.</source>
        <translation>
            <numerusform>They ended more than %Ln day ago. What they took cannot be restored from the history then.</numerusform>
            <numerusform>They ended more than %Ln days ago. What they took cannot be restored from the history then.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::HistoryTab</name>
    <message numerus="yes">
        <source>%Ln step(s)</source>
        <translation>
            <numerusform>%Ln step</numerusform>
            <numerusform>%Ln steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::HistoryView</name>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s)…</source>
        <comment>another number</comment>
        <translation>
            <numerusform>%Ln day…</numerusform>
            <numerusform>%Ln days…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::ImportDialog</name>
    <message numerus="yes">
        <source>%Ln short name(s)</source>
        <translation>
            <numerusform>%Ln short name</numerusform>
            <numerusform>%Ln short names</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sign-in(s) could not be had. The others are imported.</source>
        <translation>
            <numerusform>%Ln sign-in could not be had. The others are imported.</numerusform>
            <numerusform>%Ln sign-ins could not be had. The others are imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chosen</source>
        <comment>things to import</comment>
        <translation>
            <numerusform>%Ln chosen</numerusform>
            <numerusform>%Ln chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::LayersTab</name>
    <message numerus="yes">
        <source>%Ln layer(s), %1 compressed</source>
        <translation>
            <numerusform>%Ln layer, %1 compressed</numerusform>
            <numerusform>%Ln layers, %1 compressed</numerusform>
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
    <name>ui::Notices</name>
    <message numerus="yes">
        <source>%1 (%Ln more)</source>
        <comment>a notice; how many others wait</comment>
        <translation>
            <numerusform>%1 (%Ln more)</numerusform>
            <numerusform>%1 (%Ln more)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::PendingBar</name>
    <message numerus="yes">
        <source>%Ln change(s) pending</source>
        <translation>
            <numerusform>%Ln change pending</numerusform>
            <numerusform>%Ln changes pending</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other tag(s) share an image with them; the review can keep those.</source>
        <translation>
            <numerusform>%Ln other tag shares an image with them; the review can keep it.</numerusform>
            <numerusform>%Ln other tags share an image with them; the review can keep those.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::PlanDialog</name>
    <message numerus="yes">
        <source>Delete %Ln tag(s) from %1?</source>
        <comment>%1 is a repository</comment>
        <translation>
            <numerusform>Delete %Ln tag from %1?</numerusform>
            <numerusform>Delete %Ln tags from %1?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln tag(s)</source>
        <translation>
            <numerusform>Delete %Ln tag</numerusform>
            <numerusform>Delete %Ln tags</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln image(s)</source>
        <translation>
            <numerusform>Delete %Ln image</numerusform>
            <numerusform>Delete %Ln images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Until the registry next collects its garbage. Portolan keeps the manifests for %Ln day(s). Dates of pushes, which retention rules may read, do not come back, and webhooks fire again.</source>
        <translation>
            <numerusform>Until the registry next collects its garbage. Portolan keeps the manifests for %Ln day. Dates of pushes, which retention rules may read, do not come back, and webhooks fire again.</numerusform>
            <numerusform>Until the registry next collects its garbage. Portolan keeps the manifests for %Ln days. Dates of pushes, which retention rules may read, do not come back, and webhooks fire again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln image(s) from %1?</source>
        <comment>%1 is a repository</comment>
        <translation>
            <numerusform>Delete %Ln image from %1?</numerusform>
            <numerusform>Delete %Ln images from %1?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s)</source>
        <translation>
            <numerusform>%Ln tag</numerusform>
            <numerusform>%Ln tags</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln image(s)</source>
        <translation>
            <numerusform>%Ln image</numerusform>
            <numerusform>%Ln images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RegistryController</name>
    <message numerus="yes">
        <source>%Ln repository(s)</source>
        <translation>
            <numerusform>%Ln repository</numerusform>
            <numerusform>%Ln repositories</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RepairDialog</name>
    <message numerus="yes">
        <source>%Ln thing(s) could not be read and may be whole or broken.</source>
        <translation>
            <numerusform>%Ln thing could not be read and may be whole or broken.</numerusform>
            <numerusform>%Ln things could not be read and may be whole or broken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s)</source>
        <translation>
            <numerusform>%Ln tag</numerusform>
            <numerusform>%Ln tags</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln index(es)</source>
        <translation>
            <numerusform>%Ln index</numerusform>
            <numerusform>%Ln indexes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Opens the review of putting back %Ln image(s)</source>
        <translation>
            <numerusform>Opens the review of putting back %Ln image</numerusform>
            <numerusform>Opens the review of putting back %Ln images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RepositoryController</name>
    <message numerus="yes">
        <source>%Ln tag(s)</source>
        <comment>what came of listing them</comment>
        <translation>
            <numerusform>%Ln tag</numerusform>
            <numerusform>%Ln tags</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RepositoryStrip</name>
    <message numerus="yes">
        <source>%Ln tag(s)</source>
        <translation>
            <numerusform>%Ln tag</numerusform>
            <numerusform>%Ln tags</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RestoreDialog</name>
    <message numerus="yes">
        <source>%Ln thing(s) cannot be put back.</source>
        <translation>
            <numerusform>%Ln thing cannot be put back.</numerusform>
            <numerusform>%Ln things cannot be put back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restore %Ln tag(s)</source>
        <translation>
            <numerusform>Restore %Ln tag</numerusform>
            <numerusform>Restore %Ln tags</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Restore %Ln image(s)</source>
        <translation>
            <numerusform>Restore %Ln image</numerusform>
            <numerusform>Restore %Ln images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RetagController</name>
    <message numerus="yes">
        <source>Retagged %Ln tag(s).</source>
        <translation>
            <numerusform>Retagged %Ln tag.</numerusform>
            <numerusform>Retagged %Ln tags.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s) were left as they are; Activity has more.</source>
        <translation>
            <numerusform>%Ln tag was left as it is; Activity has more.</numerusform>
            <numerusform>%Ln tags were left as they are; Activity has more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RetagDialog</name>
    <message numerus="yes">
        <source>Add a suffix to %Ln tag(s) of %1</source>
        <comment>%1 is a repository</comment>
        <translation>
            <numerusform>Add a suffix to %Ln tag of %1</numerusform>
            <numerusform>Add a suffix to %Ln tags of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new</source>
        <comment>tags</comment>
        <translation>
            <numerusform>%Ln new</numerusform>
            <numerusform>%Ln new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln moved from another image</source>
        <comment>tags</comment>
        <translation>
            <numerusform>%Ln moved from another image</numerusform>
            <numerusform>%Ln moved from another image</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out</source>
        <comment>tags</comment>
        <translation>
            <numerusform>%Ln left out</numerusform>
            <numerusform>%Ln left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retag %Ln tag(s)</source>
        <translation>
            <numerusform>Retag %Ln tag</numerusform>
            <numerusform>Retag %Ln tags</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::RunNotices</name>
    <message numerus="yes">
        <source>Deleted %Ln tag(s).</source>
        <translation>
            <numerusform>Deleted %Ln tag.</numerusform>
            <numerusform>Deleted %Ln tags.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %Ln image(s).</source>
        <translation>
            <numerusform>Deleted %Ln image.</numerusform>
            <numerusform>Deleted %Ln images.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::SharedTagsBar</name>
    <message numerus="yes">
        <source>and on %Ln more image(s)</source>
        <translation>
            <numerusform>and on %Ln more image</numerusform>
            <numerusform>and on %Ln more images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tag(s) that you did not mark share an image with marked ones:</source>
        <translation>
            <numerusform>%Ln tag that you did not mark shares an image with marked ones:</numerusform>
            <numerusform>%Ln tags that you did not mark share an image with marked ones:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::SpaceBar</name>
    <message numerus="yes">
        <source>%Ln layer(s) of unknown size</source>
        <translation>
            <numerusform>%Ln layer of unknown size</numerusform>
            <numerusform>%Ln layers of unknown size</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TagExporter</name>
    <message numerus="yes">
        <source>%Ln tag(s)</source>
        <comment>that were exported</comment>
        <translation>
            <numerusform>%Ln tag</numerusform>
            <numerusform>%Ln tags</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::TagPanel</name>
    <message numerus="yes">
        <source>%Ln tag(s) left out: what the filter asks for is not known of them.</source>
        <translation>
            <numerusform>%Ln tag left out: what the filter asks for is not known of it.</numerusform>
            <numerusform>%Ln tags left out: what the filter asks for is not known of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln tags share its digest</source>
        <comment>%1 is &apos;1 of 312 selected&apos;</comment>
        <translation>
            <numerusform>%1, %Ln tag shares its digest</numerusform>
            <numerusform>%1, %Ln tags share its digest</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ui::UnlockDialog</name>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
</context>
</TS>
