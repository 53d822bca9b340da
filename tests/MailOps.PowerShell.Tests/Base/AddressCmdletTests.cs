using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class AddressCmdletTests
{
    private readonly RecordingRuntime _runtime = new();

    [Fact]
    public void Typed_addresses_are_taken_one_by_one()
    {
        using var cmdlet = new EchoCmdlet { CommandRuntime = _runtime, ParameterSetName = "Address", Address = ["a@x.example", "b@x.example"] };
        cmdlet.EngineProcess();
        cmdlet.EngineEnd();
        Assert.Equal(["a@x.example", "b@x.example"], _runtime.OutputOf<BoundText>().Select(o => o.Text));
    }

    [Fact]
    public void A_piped_object_without_an_address_is_an_error_and_the_next_has_its_turn()
    {
        using var cmdlet = new EchoCmdlet { CommandRuntime = _runtime, ParameterSetName = "Pipeline" };
        foreach (var input in new object?[] { new PSObject(7), null, new PSObject("a@x.example") })
        {
            cmdlet.InputObject = (PSObject?)input;
            cmdlet.EngineProcess();
        }

        cmdlet.EngineEnd();
        Assert.Equal(["MailOps.Address.Missing", "MailOps.Address.Missing"], _runtime.Errors.Select(e => e.FullyQualifiedErrorId));
        Assert.Equal(["a@x.example"], _runtime.OutputOf<BoundText>().Select(o => o.Text));
    }

    [Cmdlet("Test", "Echo")]
    private sealed class EchoCmdlet : MailOpsAddressCmdlet<BoundText>
    {
        private protected override ValueTask<BoundText> ProcessAsync(BoundText input, CancellationToken cancellationToken) => new(input);
    }
}
