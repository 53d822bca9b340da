using System;

namespace MailOps.Dns;

/// <summary>A way of carrying queries to one server: datagrams, a connection, later TLS and HTTPS.</summary>
internal interface IDnsTransport : IDisposable
{
    /// <summary>Sends a query. It never throws: the outcome, whatever it is, comes through the query's task.</summary>
    void Send(PendingQuery query);

    /// <summary>Ends the queries whose time is over, and closes what is no longer used.</summary>
    /// <param name="now">The clock's <see cref="MailClock.Elapsed"/>.</param>
    /// <returns>Whether there is anything left that needs sweeping.</returns>
    bool Sweep(TimeSpan now);
}
