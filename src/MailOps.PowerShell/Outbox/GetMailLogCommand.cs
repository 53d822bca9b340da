using System;
using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Journal;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>Shows what became of each mail and recipient.</summary>
/// <remarks>
/// <para>One object per recipient: Queued, Deferred (tried, another attempt follows), InDoubt, Accepted (a server took it, which does not
/// prove that it arrived), Delivered (a report says so), Bounced, Cancelled, Suppressed, Complained, Recalled; with attempts, the last reply
/// and the server that gave it. Bounces that came later are joined to the mail they belong to.</para>
/// <para>Without -All only mail that this account queued is shown.</para>
/// </remarks>
/// <example>
/// <code>Get-MailLog -Status Bounced -Since (Get-Date).AddDays(-1)</code>
/// Shows what came back since yesterday.
/// </example>
/// <example>
/// <code>Get-MailLog -Address anna@corp.example | Format-List</code>
/// Shows everything that was sent to one person, with replies.
/// </example>
/// <example>
/// <code>Get-MailLog -Campaign spring -All | Group-Object Status -NoElement</code>
/// Counts how a campaign went.
/// </example>
[Cmdlet(VerbsCommon.Get, "MailLog")]
[OutputType(typeof(MailLogEntry))]
public sealed class GetMailLogCommand : MailOpsStoreCmdlet
{
    private const int PageSize = 200;

    /// <summary>Only this recipient.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Address { get; set; }

    /// <summary>Only entries with one of these states.</summary>
    [Parameter]
    public MailLogStatus[] Status { get; set; } = [];

    /// <summary>Only this campaign, in its exact spelling.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CampaignCompleter))]
    public string? Campaign { get; set; }

    /// <summary>Only the mail with this number.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DelayedMailIdCompleter))]
    public long? Id { get; set; }

    /// <summary>Only the mail with this Message-ID, with or without angle brackets.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? MessageId { get; set; }

    /// <summary>Only mail that was queued at this time or later; a time that does not say that it is UTC is local.</summary>
    [Parameter]
    public DateTime? Since { get; set; }

    /// <summary>Only mail that was queued before this time; a time that does not say that it is UTC is local.</summary>
    [Parameter]
    public DateTime? Before { get; set; }

    /// <summary>Mail of all accounts, not only of this one.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var store = OpenStore(StoreAccess.ReadOnly);
        var filter = new MailLogFilter
        {
            Address = Address,
            Status = Status,
            Campaign = Campaign,
            Id = Id,
            MessageId = MessageId?.Trim('<', '>'),
            QueuedSince = Since?.ToUniversalTime(),
            QueuedBefore = Before?.ToUniversalTime(),
            CreatedBy = All ? null : store.Account,
        };
        MailLogCursor? next = null;
        do
        {
            var page = Await(new ValueTask<MailLogPage>(store.Journal.ReadLogAsync(filter, next, PageSize, StopToken)));
            WriteObject(page.Entries, enumerateCollection: true);
            next = page.Next;
        }
        while (next is not null);
    }
}
