using System;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Outbox;

/// <summary>The server that a person has named: a profile of the store where there is one of this name, else an address.</summary>
public sealed record MailServerChoice
{
    /// <summary>What queued mail carries: the name of the profile, or the text of the reference.</summary>
    public required string Text { get; init; }

    /// <summary>The profile; null when it is an address.</summary>
    public MailServerProfile? Profile { get; init; }

    /// <summary>Where it is, and as whom.</summary>
    public required MailServerReference Reference { get; init; }

    /// <summary>Finds what a name stands for; null for no name.</summary>
    /// <param name="servers">The profiles.</param>
    /// <param name="name">The name or address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MailOpsException"><c>MailOps.Outbox.InvalidServer</c>: it is neither; <c>MailOps.Store.*</c>.</exception>
    public static async Task<MailServerChoice?> FindAsync(IMailServerStore servers, string? name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(servers);
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        if (MailServerNames.TryNormalize(name!, out var key) && await servers.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } profile)
        {
            return new MailServerChoice { Text = profile.Name, Profile = profile, Reference = profile.Reference };
        }

        var reference = MailServerReference.Parse(name!);
        return new MailServerChoice { Text = reference.ToString(), Reference = reference };
    }
}
