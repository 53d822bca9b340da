namespace MailOps.Outbox;

/// <summary>The reasons that decisions give, in both languages.</summary>
internal static class OutboxTexts
{
    public static Finding Tell(BrakedCampaign campaign) =>
        OutboxFindings.CampaignBraked.Found(campaign.Campaign, campaign.Of, campaign.Hard, campaign.Complaints);

    public static Finding Tell(MailServerState server) =>
        OutboxFindings.ServerHeld.Found(server.Server.Length == 0 ? "(default)" : server.Server, server.HeldAt, server.Reason);

    public static readonly Localized IsBraked = new(
        "its campaign is stopped: Resume-DelayedMail -Campaign lets it go on",
        "ihre Kampagne ist angehalten: Resume-DelayedMail -Campaign setzt sie fort");

    public static readonly Localized AlreadyQueued = new(
        "the store has a mail with this key already",
        "im Speicher liegt schon eine Mail mit diesem Schlüssel");

    /// <summary>{0} the ids of the findings.</summary>
    public static readonly Localized HeldForPreflight = new(
        "held until a person resumes it: {0}",
        "angehalten, bis jemand sie freigibt: {0}");

    public static readonly Localized NeedsApproval = new(
        "waits for the approval of another account",
        "wartet auf die Freigabe durch ein anderes Konto");

    public static readonly Localized IsBeingSent = new(
        "it is being sent at this moment; there will be no further attempt",
        "sie wird gerade gesendet; es gibt keinen weiteren Versuch");

    public static readonly Localized LeavesUnheld = new(
        "it is being sent at this moment; a further attempt would be held",
        "sie wird gerade gesendet; ein weiterer Versuch würde angehalten");

    public static readonly Localized LeavesNow = new(
        "it is being sent at this moment",
        "sie wird gerade gesendet");

    public static readonly Localized HasLeft = new(
        "a server has taken it already",
        "ein Server hat sie schon angenommen");

    public static readonly Localized MayHaveLeft = new(
        "an earlier attempt may have delivered it: the server's answer was lost",
        "ein früherer Versuch kann sie zugestellt haben: die Antwort des Servers ging verloren");

    public static readonly Localized HasFailed = new(
        "it has failed and was never delivered",
        "sie ist gescheitert und wurde nie zugestellt");

    public static readonly Localized WasSuppressed = new(
        "it was never sent: the address is on the suppression list",
        "sie wurde nie gesendet: die Adresse steht auf der Sperrliste");

    public static readonly Localized WasCancelled = new(
        "it was cancelled before",
        "sie wurde schon abgebrochen");

    public static readonly Localized NotWaiting = new(
        "it does not wait",
        "sie wartet nicht");

    public static readonly Localized NotYours = new(
        "the account that queued it cannot approve it",
        "das Konto, das sie eingereiht hat, kann sie nicht freigeben");

    public static readonly Localized IsAltered = new(
        "its content or its recipients are not what was to be approved",
        "ihr Inhalt oder ihre Empfänger sind nicht das, was freigegeben werden sollte");

    public static readonly Localized NeedsNoApproval = new(
        "it does not wait for an approval",
        "sie wartet auf keine Freigabe");

    public static readonly Localized SkippedAsMissed = new(
        "it is more than four hours late, and its sender wanted it skipped then",
        "sie ist mehr als vier Stunden zu spät und sollte dann entfallen");

    public static readonly Localized HeldAfterApproval = new(
        "it still waits for a person to resume it",
        "sie wartet noch darauf, dass jemand sie fortsetzt");

    public static readonly Localized NotOver = new(
        "it is not over: cancel it first",
        "sie ist nicht abgeschlossen: brechen Sie sie zuerst ab");

    public static readonly Localized WasErased = new(
        "its content was erased before",
        "ihr Inhalt war schon gelöscht");

    public static readonly Localized NoSuchMessage = new(
        "the store has no such message",
        "der Speicher hat keine solche Nachricht");

    public static readonly Localized NoSuchRecipient = new(
        "the message has no such recipient",
        "die Nachricht hat keinen solchen Empfänger");
}
