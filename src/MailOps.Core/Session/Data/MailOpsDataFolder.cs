using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MailOps.Addresses;

namespace MailOps.Session;

/// <summary>
/// The folder with data that replaces what MailOps brings along: <c>MAILOPS_DATA</c>, else <c>MailOps/data</c> in the local application data of the
/// account. A file is checked whole before it takes the place of another, and takes it in one step.
/// </summary>
public sealed class MailOpsDataFolder
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string VariableName = "MAILOPS_DATA";

    private const string AddressFile = "address-data.txt";
    private const string SuffixFile = "public_suffix_list.dat";

    /// <summary>A folder.</summary>
    /// <param name="path">The folder; null for the one of this account.</param>
    public MailOpsDataFolder(string? path = null) => Path = path ?? DefaultPath();

    /// <summary>The folder, which need not exist; empty when the account has no home.</summary>
    public string Path { get; }

    /// <summary>The lists of domains and names: those installed here, else those of the library.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.Data.*</c>: the file cannot be read, or somebody has spoiled it.</exception>
    public AddressData ReadAddressData() => FileOf(MailOpsDataKind.AddressData) is { } file ? AddressData.Load(file) : AddressData.BuiltIn;

    /// <summary>The public suffix list installed here; null without one.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.PublicSuffix.*</c>: the file cannot be read, or somebody has spoiled it.</exception>
    public PublicSuffixList? ReadPublicSuffixes() => FileOf(MailOpsDataKind.PublicSuffixList) is { } file ? PublicSuffixList.Load(file) : null;

    /// <summary>Which data is in use.</summary>
    /// <exception cref="MailOpsException"><c>MailOps.Data.*</c>: a file cannot be read.</exception>
    public IReadOnlyList<MailOpsDataFile> GetFiles() =>
    [
        Describe(MailOpsDataKind.AddressData)
            ?? new MailOpsDataFile { Kind = MailOpsDataKind.AddressData, Date = AddressData.BuiltIn.Date, Count = AddressData.BuiltIn.NameCount },
        Describe(MailOpsDataKind.PublicSuffixList) ?? new MailOpsDataFile { Kind = MailOpsDataKind.PublicSuffixList },
    ];

    /// <summary>Checks data and puts it in the place of what was there. What it is shows in its text.</summary>
    /// <param name="content">The file as it is.</param>
    /// <param name="source">Where it comes from, for the result and for errors.</param>
    /// <param name="preview">Whether only to say what would happen.</param>
    /// <exception cref="MailOpsException">
    /// <c>MailOps.Data.Invalid</c>, <c>MailOps.PublicSuffix.Invalid</c>: it is neither; <c>MailOps.Data.NoFolder</c>; <c>MailOps.Data.NotWritten</c>.
    /// </exception>
    public MailOpsDataUpdate Install(byte[] content, string source, bool preview = false)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(source);
        if (Path.Length == 0)
        {
            throw DataErrors.NoFolder();
        }

        var data = DataInspection.Of(content, source);
        var target = PathOf(data.Kind);
        var before = GetFiles().Single(file => file.Kind == data.Kind);
        var isSame = before.Path.Length > 0 && File.ReadAllBytes(target).AsSpan().SequenceEqual(content);
        if (!isSame && !preview)
        {
            Write(target, content);
        }

        return new MailOpsDataUpdate
        {
            Kind = data.Kind,
            Changed = !isSame && !preview,
            WhatIf = preview,
            Source = source,
            Path = target,
            Date = data.Date,
            PreviousDate = before.Date,
            Count = data.Count,
        };
    }

    private MailOpsDataFile? Describe(MailOpsDataKind kind)
    {
        if (FileOf(kind) is not { } file)
        {
            return null;
        }

        var data = DataInspection.Of(DataSource.ReadFile(file), file);
        return new MailOpsDataFile { Kind = kind, Path = file, Date = data.Date, InstalledAt = File.GetLastWriteTimeUtc(file), Count = data.Count };
    }

    private string? FileOf(MailOpsDataKind kind) => Path.Length > 0 && File.Exists(PathOf(kind)) ? PathOf(kind) : null;

    private string PathOf(MailOpsDataKind kind) => System.IO.Path.Combine(Path, kind == MailOpsDataKind.AddressData ? AddressFile : SuffixFile);

    // A reader sees the old file or the new one, and after a crash there is one of them.
    private void Write(string target, byte[] content)
    {
        var temporary = target + "." + Guid.NewGuid().ToString("N") + ".new";
        try
        {
            Directory.CreateDirectory(Path);
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(content, 0, content.Length);
                file.Flush(flushToDisk: true);
            }

            if (File.Exists(target))
            {
                File.Replace(temporary, target, destinationBackupFileName: null);
            }
            else
            {
                File.Move(temporary, target);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw DataErrors.NotWritten(target, e);
        }
        finally
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }

    private static string DefaultPath()
    {
        if (Environment.GetEnvironmentVariable(VariableName) is { Length: > 0 } named)
        {
            return System.IO.Path.GetFullPath(named);
        }

        var folder = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return System.IO.Path.IsPathRooted(folder) ? System.IO.Path.Combine(folder, "MailOps", "data") : "";
    }
}
