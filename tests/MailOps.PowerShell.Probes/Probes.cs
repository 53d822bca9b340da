using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

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
[Cmdlet(VerbsLifecycle.Invoke, "AddressProbe")]
public sealed class InvokeAddressProbeCommand : MailOpsPipelineCmdlet<AddressInput, AddressProbeResult>
{
    private readonly AddressBinder _binder = new(null);

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public object[] Address { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (var input in Address)
        {
            if (_binder.TryFindOne(input, out var one))
            {
                Submit(one);
                continue;
            }

            try
            {
                foreach (var address in _binder.Find(input))
                {
                    Submit(address);
                }
            }
            catch (MailOpsException e)
            {
                WriteFailure(e, input);
            }
        }
    }

    private protected override ValueTask<AddressProbeResult> ProcessAsync(AddressInput input, CancellationToken cancellationToken) =>
        new(new AddressProbeResult { Address = input.Address, InputObject = input.InputObject });
}

/// <summary>The same with one object per record.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "SingleProbe")]
public sealed class InvokeSingleProbeCommand : MailOpsPipelineCmdlet<AddressInput, AddressProbeResult>
{
    private readonly AddressBinder _binder = new(null);

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public PSObject Address { get; set; } = null!;

    protected override void ProcessRecord()
    {
        if (_binder.TryFindOne(Address, out var one))
        {
            Submit(one);
        }
    }

    private protected override ValueTask<AddressProbeResult> ProcessAsync(AddressInput input, CancellationToken cancellationToken) =>
        new(new AddressProbeResult { Address = input.Address, InputObject = input.InputObject });
}

public sealed record AddressProbeResult
{
    public string Address { get; init; } = "";

    public object? InputObject { get; init; }
}

/// <summary>The same with two parameter sets.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "DualProbe", DefaultParameterSetName = "Pipeline")]
public sealed class InvokeDualProbeCommand : MailOpsPipelineCmdlet<AddressInput, AddressProbeResult>
{
    private readonly AddressBinder _binder = new(null);

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "List")]
    public object[] Address { get; set; } = null!;

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Pipeline")]
    public PSObject InputObject { get; set; } = null!;

    protected override void ProcessRecord()
    {
        if (_binder.TryFindOne(InputObject, out var one))
        {
            Submit(one);
        }
    }

    private protected override ValueTask<AddressProbeResult> ProcessAsync(AddressInput input, CancellationToken cancellationToken) =>
        new(new AddressProbeResult { Address = input.Address, InputObject = input.InputObject });
}
