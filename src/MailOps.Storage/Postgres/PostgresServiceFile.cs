using System;
using System.Collections.Generic;
using System.IO;

namespace MailOps.Storage.Postgres;

/// <summary>
/// The connection service file of PostgreSQL: an INI section per service. The user's is asked first, then the system's
/// (https://www.postgresql.org/docs/current/libpq-pgservice.html).
/// </summary>
internal static class PostgresServiceFile
{
    /// <summary>The settings of a service.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.Store.ServiceNotFound</c>: no file that can be read has it.</exception>
    public static IReadOnlyList<(string Name, string Value)> Read(string service, Func<string, string?> environment)
    {
        foreach (var path in Paths(environment))
        {
            try
            {
                if (File.Exists(path) && ReadSection(File.ReadLines(path), service) is { } pairs)
                {
                    return pairs;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw NotFound(service, e);
            }
        }

        throw NotFound(service, null);
    }

    private static IEnumerable<string> Paths(Func<string, string?> environment)
    {
        if (environment("PGSERVICEFILE") is { Length: > 0 } named)
        {
            yield return named;
        }
        else
        {
            yield return OperatingSystem.IsWindows()
                ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "postgresql", ".pg_service.conf")
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pg_service.conf");
        }

        yield return Path.Combine(environment("PGSYSCONFDIR") is { Length: > 0 } system ? system : "/etc/postgresql-common", "pg_service.conf");
    }

    private static List<(string, string)>? ReadSection(IEnumerable<string> lines, string service)
    {
        List<(string, string)>? pairs = null;
        foreach (var raw in lines)
        {
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] == '[')
            {
                if (pairs is not null)
                {
                    return pairs;
                }

                pairs = line == "[" + service + "]" ? [] : null;
            }
            else if (pairs is not null && line.IndexOf('=', StringComparison.Ordinal) is var at and > 0)
            {
                pairs.Add((line[..at].Trim(), line[(at + 1)..].Trim()));
            }
        }

        return pairs;
    }

    private static MailOpsException NotFound(string service, Exception? cause) => new(
        "MailOps.Store.ServiceNotFound", MailOpsErrorKind.NotFound,
        $"No PostgreSQL service file that this account can read has the service '{service}'" + (cause is null ? "." : ": " + cause.Message),
        "Add the section to .pg_service.conf in the home folder, or name the file in PGSERVICEFILE.", cause);
}
