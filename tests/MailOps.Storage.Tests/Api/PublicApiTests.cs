using Xunit;

namespace MailOps.Tests.Api;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one() => ApiApproval.Check(typeof(Storage.StoreProvider).Assembly);
}
