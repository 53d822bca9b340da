namespace MailOps.Smtp;

/// <summary>What a transport has learned about its server, besides what that says itself.</summary>
internal sealed class SmtpServerNotes
{
    private volatile bool _chunkingFails;

    /// <summary>Whether BDAT has failed although CHUNKING is offered.</summary>
    public bool ChunkingFails
    {
        get => _chunkingFails;
        set => _chunkingFails = value;
    }
}
