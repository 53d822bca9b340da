using System.Management.Automation;
using MailOps.Authentication.Spf;
using MailOps.Dns;

namespace MailOps.PowerShell;

/// <summary>Makes an SPF record of its parts, or flattens an existing one.</summary>
/// <remarks>
/// <para>The result is the record to publish: its name, its value and the line for a zone file. Nothing is changed anywhere. Networks come first,
/// since they cost no DNS look-up.</para>
/// <para>-Flatten replaces the a, mx and include terms of a published record by the networks behind them. That saves look-ups and is dangerous: when a
/// provider changes its servers, mail from the new ones fails until the record is made anew, and nobody says so. A record that cannot be
/// read whole is not flattened. A long one comes in several parts, one result each.</para>
/// </remarks>
/// <example>
/// <code>New-SpfRecord corp.example -Network 192.0.2.0/24 -Mx -Include _spf.provider.example -All SoftFail</code>
/// Makes a record for a domain that sends from its own network, its mail servers and a provider.
/// </example>
/// <example>
/// <code>(New-SpfRecord corp.example -Mx).ZoneLine | Set-Clipboard</code>
/// Puts the line for the zone file on the clipboard.
/// </example>
/// <example>
/// <code>New-SpfRecord corp.example -Flatten | Format-List Name, Value, Findings</code>
/// Shows what the record would be without its includes, and the dangers of that.
/// </example>
[Cmdlet(VerbsCommon.New, "SpfRecord", DefaultParameterSetName = PartsSet)]
[OutputType(typeof(DnsRecordProposal))]
public sealed class NewSpfRecordCommand : MailOpsDnsSettingsCmdlet
{
    private const string PartsSet = "Parts";
    private const string FlattenSet = "Flatten";

    /// <summary>The domain that gets the record; with -Flatten the one whose record is read.</summary>
    [Parameter(Position = 0, ParameterSetName = PartsSet)]
    [Parameter(Position = 0, ParameterSetName = FlattenSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public DomainName? Domain { get; set; }

    /// <summary>Networks and addresses that may send, such as 192.0.2.0/24 and 2001:db8::25.</summary>
    [Parameter(ParameterSetName = PartsSet)]
    [ValidateNotNullOrEmpty]
    public string[] Network { get; set; } = [];

    /// <summary>The domain's own mail exchangers may send.</summary>
    [Parameter(ParameterSetName = PartsSet)]
    public SwitchParameter Mx { get; set; }

    /// <summary>Hosts whose addresses may send.</summary>
    [Parameter(ParameterSetName = PartsSet)]
    [ValidateNotNullOrEmpty]
    public string[] HostName { get; set; } = [];

    /// <summary>Domains whose records name further servers that may send, as providers ask for.</summary>
    [Parameter(ParameterSetName = PartsSet)]
    [ValidateNotNullOrEmpty]
    public string[] Include { get; set; } = [];

    /// <summary>What all other clients get: Fail (-all), SoftFail (~all), Neutral (?all). Fail without this parameter.</summary>
    [Parameter(ParameterSetName = PartsSet)]
    public SpfQualifier All { get; set; } = SpfQualifier.Fail;

    /// <summary>A domain whose record decides about all other clients, in place of -All.</summary>
    [Parameter(ParameterSetName = PartsSet)]
    [ValidateNotNullOrEmpty]
    public string? Redirect { get; set; }

    /// <summary>Replace the terms that ask the DNS in the published record by the networks behind them. Read the findings first.</summary>
    [Parameter(ParameterSetName = FlattenSet, Mandatory = true)]
    public SwitchParameter Flatten { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            if (Flatten)
            {
                foreach (var record in Await(new SpfFlattener(Session.Resolver).FlattenAsync(Domain!, StopToken)).Records)
                {
                    WriteObject(record);
                }
            }
            else
            {
                WriteObject(Build());
            }
        }
        catch (MailOpsException e)
        {
            ThrowFailure(e, Domain);
        }
    }

    private DnsRecordProposal Build()
    {
        var builder = new SpfRecordBuilder { All = All, Redirect = Redirect };
        foreach (var network in Network)
        {
            builder.AddNetwork(network);
        }

        if (Mx)
        {
            builder.AddMx();
        }

        foreach (var host in HostName)
        {
            builder.AddHost(host);
        }

        foreach (var domain in Include)
        {
            builder.AddInclude(domain);
        }

        return builder.Propose(Domain);
    }
}
