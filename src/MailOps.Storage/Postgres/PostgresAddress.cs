using System;
using System.Collections.Generic;
using System.Data.Common;
using System.IO;
using MailOps.Session;
using Npgsql;

namespace MailOps.Storage.Postgres;

/// <summary>
/// Reads where a database is: a URI or a connection string, and what the environment and a service file add, as PostgreSQL's own programs
/// do (https://www.postgresql.org/docs/current/libpq-envars.html, libpq-pgservice.html). The password file (PGPASSFILE) is read by Npgsql.
/// </summary>
internal static class PostgresAddress
{
    private const string DefaultSchema = "mailops";

    // libpq's names and the other names that Npgsql takes, each with the one that is used here.
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["server"] = "Host",
        ["hostaddr"] = "Host",
        ["user"] = "Username",
        ["user id"] = "Username",
        ["userid"] = "Username",
        ["user name"] = "Username",
        ["uid"] = "Username",
        ["dbname"] = "Database",
        ["db"] = "Database",
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["connect_timeout"] = "Timeout",
        ["commandtimeout"] = "Command Timeout",
        ["application_name"] = "Application Name",
        ["applicationname"] = "Application Name",
        ["target_session_attrs"] = "Target Session Attributes",
        ["search_path"] = "Search Path",
        ["searchpath"] = "Search Path",
        ["krbsrvname"] = "Kerberos Service Name",
        ["channel_binding"] = "Channel Binding",
    };

    public static NpgsqlConnectionStringBuilder Read(string text) => Read(text, Environment.GetEnvironmentVariable);

    public static NpgsqlConnectionStringBuilder Read(string text, Func<string, string?> environment)
    {
        Dictionary<string, string> settings = new(StringComparer.OrdinalIgnoreCase);
        try
        {
            foreach (var (name, value) in text.Contains("://", StringComparison.Ordinal) ? ReadUri(text) : ReadPairs(text))
            {
                settings[Names.GetValueOrDefault(name, name)] = value;
            }

            var service = settings.Remove("Service", out var named) ? named : environment("PGSERVICE");
            if (!string.IsNullOrEmpty(service))
            {
                Fill(settings, PostgresServiceFile.Read(service, environment));
            }

            Fill(settings, FromEnvironment(environment));
            Complete(settings);
            var builder = new NpgsqlConnectionStringBuilder();
            foreach (var (name, value) in settings)
            {
                // verify-full is VerifyFull in .NET.
                builder[name] = name == "SSL Mode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
            }

            return builder;
        }
        catch (Exception e) when (e is ArgumentException or UriFormatException or FormatException or InvalidCastException or OverflowException)
        {
            throw StoreErrors.InvalidLocation(PostgreSqlText.WithoutPassword(text), e);
        }
    }

    private static IEnumerable<(string Name, string Value)> ReadPairs(string text)
    {
        var pairs = new DbConnectionStringBuilder { ConnectionString = text };
        foreach (string name in pairs.Keys)
        {
            yield return (name, (string)pairs[name]);
        }
    }

    private static IEnumerable<(string Name, string Value)> ReadUri(string text)
    {
        // Not System.Uri: libpq allows several hosts with ports.
        var rest = text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var (address, query) = Split(rest, '?');
        var (authority, database) = Split(address, '/');
        var at = authority.LastIndexOf('@');
        var host = authority[(at + 1)..];
        if (at >= 0)
        {
            yield return ("Username", Uri.UnescapeDataString(authority[..at]));
        }

        // Several hosts keep their ports, each its own.
        if (host.LastIndexOf(':') is var colon and > 0 && !host.Contains(',', StringComparison.Ordinal) && host[^1] != ']')
        {
            yield return ("Port", host[(colon + 1)..]);
            host = host[..colon];
        }

        if (host.Length > 0)
        {
            yield return ("Host", Uri.UnescapeDataString(host));
        }

        if (!string.IsNullOrEmpty(database))
        {
            yield return ("Database", Uri.UnescapeDataString(database));
        }

        foreach (var pair in (query ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Split(pair, '=');
            yield return (name, Uri.UnescapeDataString(value ?? throw new FormatException("A parameter of the URI has no value.")));
        }
    }

    private static (string Head, string? Tail) Split(string text, char separator) =>
        text.IndexOf(separator, StringComparison.Ordinal) is var at and >= 0 ? (text[..at], text[(at + 1)..]) : (text, null);

    private static IEnumerable<(string Name, string Value)> FromEnvironment(Func<string, string?> environment)
    {
        // Npgsql itself reads PGUSER, PGPASSFILE, PGSSLCERT and their like.
        (string Variable, string Name)[] known = [("PGHOST", "Host"), ("PGPORT", "Port"), ("PGDATABASE", "Database"), ("PGSSLMODE", "SSL Mode")];
        foreach (var (variable, name) in known)
        {
            if (environment(variable) is { Length: > 0 } value)
            {
                yield return (name, value);
            }
        }
    }

    // What was said before stays.
    private static void Fill(Dictionary<string, string> settings, IEnumerable<(string Name, string Value)> pairs)
    {
        foreach (var (name, value) in pairs)
        {
            settings.TryAdd(Names.GetValueOrDefault(name, name), value);
        }
    }

    private static void Complete(Dictionary<string, string> settings)
    {
        const string Sockets = "/var/run/postgresql";
        settings.TryAdd("Host", Directory.Exists(Sockets) ? Sockets : "localhost");
        settings.TryAdd("Timeout", "10");
        settings.TryAdd("Command Timeout", "300");
        settings.TryAdd("Application Name", "MailOps");
        settings.TryAdd("Search Path", DefaultSchema);
        if (settings["Host"].Contains(',', StringComparison.Ordinal))
        {
            // Of several servers only the primary takes what is written.
            settings.TryAdd("Target Session Attributes", "primary");
        }
    }
}
