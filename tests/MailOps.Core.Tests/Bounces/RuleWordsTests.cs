using MailOps.Bounces;
using Xunit;

namespace MailOps.Tests.Bounces;

public sealed class RuleWordsTests
{
    private const string Rules = "[words box]\n\"locker\" | \"pigeonhole\"\n[words state]\n\"stuffed\"\n\"bursting\"\n[MailboxFull]\n\"{box} * {state}\"\n";

    [Theory]
    [InlineData("554 the locker of Anna is stuffed", BounceReason.MailboxFull)]
    [InlineData("554 her pigeonhole is bursting", BounceReason.MailboxFull)]
    [InlineData("554 her cupboard is bursting", BounceReason.OnHold)]
    public void Words_of_a_list_stand_for_each_other(string reply, BounceReason expected) =>
        Assert.Equal(expected, BounceClassifier.ClassifyText(reply, new BounceClassifierOptions { Rules = BounceRules.Parse(Rules, "own.rules") }).Reason);

    [Fact]
    public void A_list_that_nobody_named_is_a_fault_of_its_line()
    {
        var error = Assert.Throws<MailOpsException>(() => BounceRules.Parse("[MailboxFull]\n\"{box} full\"\n", "own.rules"));
        Assert.Contains("own.rules", error.Message);
        Assert.Contains("[words box]", error.Message);
    }

    [Fact]
    public void A_gap_in_a_choice_is_a_fault_of_its_line_since_it_would_never_be_found()
    {
        var error = Assert.Throws<MailOpsException>(() => BounceRules.Parse("[MailboxFull]\n\"(box|limit * box) * full\"\n", "own.rules"));
        Assert.Contains("own.rules", error.Message);
        Assert.Contains("gap", error.Message);
    }
}
