using System;
using System.IO;

namespace MailOps.Session;

/// <summary>The kind of database.</summary>
public enum StoreKind
{
    /// <summary>A SQLite file, for one machine.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database, for several machines that share the work.</summary>
    PostgreSql,
}

/// <summary>Who named a store.</summary>
public enum StoreSource
{
    /// <summary>The caller, by parameter or option.</summary>
    Explicit,

    /// <summary>The environment variable <c>MAILOPS_STORE</c>.</summary>
    Environment,

    /// <summary>The configuration of the machine.</summary>
    Machine,

    /// <summary>Nobody: it is the user's own, in the local application data.</summary>
    User,
}

/// <summary>What a caller means to do with a store.</summary>
public enum StoreAccess
{
    /// <summary>Read. A store that was named and does not exist is an error; one that nobody named counts as empty.</summary>
    ReadOnly,

    /// <summary>Read and write; a store that does not exist is made.</summary>
    ReadWrite,

    /// <summary>Read for a preview (<c>-WhatIf</c>): a store that does not exist counts as empty, and nothing is made.</summary>
    Preview,
}

/// <summary>Where a store is.</summary>
public sealed record StoreLocation
{
    /// <summary>The file name of a store in a folder.</summary>
    public const string DefaultFileName = "outbox.db";

    /// <summary>The kind of database.</summary>
    public required StoreKind Kind { get; init; }

    /// <summary>The full path of the file, or the connection string.</summary>
    public required string Value { get; init; }

    /// <summary>Who named it.</summary>
    public StoreSource Source { get; init; }

    /// <summary>The path, or the connection string without a password, for people and logs.</summary>
    public string Display => Kind == StoreKind.Sqlite ? Value : PostgreSqlText.WithoutPassword(Value);

    /// <summary>
    /// Reads a location: a PostgreSQL URI or connection string (<c>Host=…</c>), else a path; a folder stands for the file
    /// <c>outbox.db</c> in it.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Who named it.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Store.InvalidLocation</c>: the text is empty or no path of this system; <c>MailOps.Store.PasswordInLocation</c>: a password
    /// stands in it.
    /// </exception>
    public static StoreLocation Parse(string text, StoreSource source = StoreSource.Explicit)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (PostgreSqlText.IsConnectionString(text))
        {
            if (PostgreSqlText.HasPassword(text))
            {
                throw StoreErrors.PasswordInLocation();
            }

            return new StoreLocation { Kind = StoreKind.PostgreSql, Value = text, Source = source };
        }

        if (text.Trim().Length == 0 || text.Contains('\0'))
        {
            throw StoreErrors.InvalidLocation(text, null);
        }

        try
        {
            var path = Path.GetFullPath(text);
            var last = text[text.Length - 1];
            var isFolder = last == Path.DirectorySeparatorChar || last == Path.AltDirectorySeparatorChar || Directory.Exists(path);
            return new StoreLocation
            {
                Kind = StoreKind.Sqlite,
                Value = isFolder ? Path.Combine(path, DefaultFileName) : path,
                Source = source,
            };
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or PathTooLongException)
        {
            throw StoreErrors.InvalidLocation(text, e);
        }
    }

    /// <summary>The location as <see cref="Display"/> shows it.</summary>
    public override string ToString() => Display;
}
