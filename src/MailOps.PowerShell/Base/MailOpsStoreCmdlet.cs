using System.Management.Automation;
using System.Threading.Tasks;
using MailOps.Outbox;
using MailOps.Session;

namespace MailOps.PowerShell;

/// <summary>A cmdlet that works on the store.</summary>
public abstract class MailOpsStoreCmdlet : MailOpsCmdlet
{
    /// <summary>
    /// The store: a file, or a PostgreSQL connection string. Without it the environment variable MAILOPS_STORE, the machine's configuration
    /// and the user's local application data are asked in this order.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Store { get; set; }

    private protected override MailOpsOptions SessionOptions => base.SessionOptions with { Store = StorePath.Resolve(Store, FullPath) };

    /// <summary>The store, opened for what this command means to do; a preview opens it for reading only.</summary>
    private protected IMailOpsStore OpenStore(StoreAccess access)
    {
        try
        {
            return Await(Session.OpenStoreAsync(access == StoreAccess.ReadWrite && IsWhatIf ? StoreAccess.Preview : access, StopToken));
        }
        catch (MailOpsException e)
        {
            // Without the store no later input could succeed.
            ThrowFailure(e, Store);
            throw;
        }
    }

    /// <summary>The outbox on the store.</summary>
    private protected MailOutbox OpenOutbox(StoreAccess access)
    {
        var store = OpenStore(access);
        var options = new MailOutboxOptions { Clock = Session.Clock, StoreName = store.Location.Display, Actor = store.Account };
        return new MailOutbox(store.Outbox, store.Suppression, options);
    }

    /// <summary>Warns whoever queues or looks when mail is due and nobody serves the queue.</summary>
    private protected void WarnIfUnattended(MailOutbox outbox)
    {
        foreach (var finding in AwaitOrEnd(new ValueTask<OutboxStatus>(outbox.GetStatusAsync(StopToken))).Findings)
        {
            WriteWarning(FindingLine.Of(finding));
        }
    }
}
