using System;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Replaces the lists of domains and names, or the public suffix list, by newer ones.</summary>
/// <remarks>
/// <para>MailOps brings lists of throw-away domains, free providers, role names and more (docs/data.md). A file of yours replaces the sections that
/// it holds, for this account. The public suffix list (public_suffix_list.dat from publicsuffix.org) is taken the same way; what a file is shows
/// in its text.</para>
/// <para>A file is checked whole before anything changes: it must be complete, name its date and hold no empty section. It then takes the place of
/// the former one in one step. Get-MailOpsStatus shows what is in use, and from when.</para>
/// </remarks>
/// <example>
/// <code>Update-MailOpsData -Uri https://publicsuffix.org/list/public_suffix_list.dat</code>
/// Fetches the public suffix list.
/// </example>
/// <example>
/// <code>Update-MailOpsData -Path ./our-lists.txt -WhatIf</code>
/// Checks a file with lists of your own and says what would change.
/// </example>
[Cmdlet(VerbsData.Update, "MailOpsData", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(MailOpsDataUpdate))]
public sealed class UpdateMailOpsDataCommand : MailOpsCmdlet
{
    private const string PathSet = "Path";
    private const string UriSet = "Uri";

    /// <summary>The file, 64 MB at most.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Where to fetch the file: an https address.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UriSet)]
    [ValidateNotNull]
    public Uri Uri { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var source = ParameterSetName == UriSet ? Uri.ToString() : FullPath(Path);
        try
        {
            var content = ParameterSetName == UriSet
                ? Await(new ValueTask<byte[]>(DataSource.DownloadAsync(Uri, StopToken)))
                : DataSource.ReadFile(source);
            var preview = IsWhatIf || !ShouldProcess(source + " → " + Session.Data.Path, "Update-MailOpsData");
            WriteObject(Session.Data.Install(content, source, preview));
        }
        catch (MailOpsException e)
        {
            WriteFailure(e, source);
        }
    }
}
