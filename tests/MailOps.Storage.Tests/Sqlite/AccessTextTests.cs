using MailOps.Storage;
using Xunit;

namespace MailOps.Tests;

public sealed class AccessTextTests
{
    private const string Anna = "S-1-5-21-1-2-3-1001";

    [Theory]
    // What Initialize-MailQueueStore writes: for this account, and for a group.
    [InlineData("D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;" + Anna + ")", false)]
    [InlineData("D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1301bf;;;S-1-5-21-1-2-3-1107)", false)]
    // A profile's folder, and ProgramData, where users may read and make files.
    [InlineData("D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIID;FA;;;" + Anna + ")", false)]
    [InlineData("D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)(A;OICIIOID;GA;;;CO)(A;OICIID;0x1200a9;;;BU)(A;CIID;DCLCRPCR;;;BU)", true)]
    [InlineData("D:AI(A;OICIID;FA;;;SY)(A;OICIID;FA;;;S-1-5-21-1-2-3-1002)", true)]
    // Two whom somebody let in on purpose are one more than the owner.
    [InlineData("D:P(A;;FA;;;SY)(A;;FA;;;S-1-5-21-1-2-3-1002)(A;;FA;;;S-1-5-21-1-2-3-1003)", true)]
    [InlineData("D:P(A;;FA;;;SY)(A;;FA;;;WD)", true)]
    [InlineData("D:P(D;;FA;;;WD)(A;;FA;;;SY)", false)]
    [InlineData("D:P(XA;;FR;;;BU;(WIN://SYSAPPID Contains \"(x\"))(A;;FA;;;SY)", true)]
    [InlineData("D:P(XA;;FR;;;SY;(a == (b)))(A;;FA;;;AU)", true)]
    // Nobody at all, no list at all, half a list.
    [InlineData("D:P", false)]
    [InlineData("D:NO_ACCESS_CONTROL", true)]
    [InlineData("", true)]
    [InlineData("D:(A;;FA", true)]
    public void A_list_lets_others_in_when_one_of_its_entries_does(string sddl, bool isOpen) => Assert.Equal(isOpen, AccessText.LetsOthersIn(sddl, Anna));
}
