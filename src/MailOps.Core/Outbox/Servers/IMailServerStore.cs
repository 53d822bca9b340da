using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MailOps.Outbox;

/// <summary>
/// The server profiles of a store, and how servers stand. All members throw <see cref="MailOpsException"/> with an id <c>MailOps.Store.*</c> when the
/// store fails.
/// </summary>
public interface IMailServerStore
{
    /// <summary>Lists the profiles by name, with their throttles and their queues.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<MailServerProfile>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Finds a profile; null when there is none of this name.</summary>
    /// <param name="name">The name, in lower case.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<MailServerProfile?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Sets a profile in place of one of the same name, with its throttle, and wakes its mail.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="cancellationToken">Gives up before it is stored.</param>
    /// <returns>Whether anything changed.</returns>
    Task<bool> SetAsync(MailServerProfile profile, CancellationToken cancellationToken);

    /// <summary>Removes a profile and its throttle. Mail that names it stays queued until there is one of the name again.</summary>
    /// <param name="name">The name, in lower case.</param>
    /// <param name="cancellationToken">Gives up before it is removed.</param>
    /// <returns>Whether there was one.</returns>
    Task<bool> RemoveAsync(string name, CancellationToken cancellationToken);

    /// <summary>Lets a server be used again that rests after a failure or wrong credentials.</summary>
    /// <param name="server">The server as queued mail names it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was resting.</returns>
    Task<bool> ResumeAsync(string server, CancellationToken cancellationToken);

    /// <summary>How the servers stand that queued mail names.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<MailServerState>> ListStatesAsync(CancellationToken cancellationToken);
}
