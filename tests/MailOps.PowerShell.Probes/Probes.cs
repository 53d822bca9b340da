using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using MailOps.Addresses;

namespace MailOps.PowerShell.Probes;

/// <summary>Passes its input on: what a pipe costs without us.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "EmptyProbe")]
public sealed class InvokeEmptyProbeCommand : PSCmdlet
{
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    protected override void ProcessRecord() => WriteObject(InputObject);
}

/// <summary>Answers each input after a while, as a server does.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "DelayProbe")]
public sealed class InvokeDelayProbeCommand : MailOpsPipelineCmdlet<int, int>
{
    private static int _running;

    /// <summary>How many tasks of all probes run now.</summary>
    public static int Running => Volatile.Read(ref _running);

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public int InputObject { get; set; }

    [Parameter]
    public int Milliseconds { get; set; } = 20;

    /// <summary>Inputs that fail.</summary>
    [Parameter]
    public int[] Fail { get; set; } = [];

    /// <summary>Inputs about which a worker thread warns.</summary>
    [Parameter]
    public int[] Warn { get; set; } = [];

    protected override void ProcessRecord() => Submit(InputObject);

    private protected override async ValueTask<int> ProcessAsync(int input, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _running);
        try
        {
            await Task.Delay(Milliseconds, cancellationToken).ConfigureAwait(false);
            if (Array.IndexOf(Warn, input) >= 0)
            {
                PostWarning("slow: " + input);
            }

            return Array.IndexOf(Fail, input) >= 0
                ? throw new MailOpsException("MailOps.Test.Broken", MailOpsErrorKind.InvalidData, "broken: " + input, "mend it")
                : input;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}

/// <summary>Finds addresses and answers at once: what binding and the window cost.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "AddressProbe", DefaultParameterSetName = "Pipeline")]
public sealed class InvokeAddressProbeCommand : MailOpsAddressCmdlet<AddressProbeResult>
{
    private protected override ValueTask<AddressProbeResult> ProcessAsync(BoundText input, CancellationToken cancellationToken) =>
        new(new AddressProbeResult { Address = input.Text, InputObject = input.InputObject });
}

public sealed record AddressProbeResult
{
    public string Address { get; init; } = "";

    public object? InputObject { get; init; }
}

/// <summary>Writes a ready result for each input: what a pipe of such objects costs without any check.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "EmptyResultProbe")]
public sealed class InvokeEmptyResultProbeCommand : PSCmdlet
{
    private readonly AddressTestResult _result = new()
    {
        Input = "anna@corp.example",
        Address = "anna@corp.example",
        LocalPart = "anna",
        Domain = "corp.example",
        Verdict = AddressVerdict.Deliverable,
        Evidence = AddressEvidence.Syntax,
        CheckedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
    };

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    protected override void ProcessRecord() => WriteObject(_result with { InputObject = InputObject });
}
