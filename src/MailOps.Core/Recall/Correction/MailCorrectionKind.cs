namespace MailOps.Recall;

/// <summary>What a correction says, where no template of one's own says it.</summary>
public enum MailCorrectionKind
{
    /// <summary>The mail was sent by mistake: please ignore and delete it.</summary>
    PleaseIgnore,

    /// <summary>The mail held a mistake: here is what is right.</summary>
    CorrectedVersion,

    /// <summary>The mail was not meant for the recipient: an apology, and the request to delete it and to say so.</summary>
    Apology,
}
