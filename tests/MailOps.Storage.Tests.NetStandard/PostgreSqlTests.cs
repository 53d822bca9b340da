using System.Threading;
using System.Threading.Tasks;
using MailOps.Session;
using MailOps.Storage;
using Xunit;

namespace MailOps.Tests;

public sealed class PostgreSqlTests
{
    [Fact]
    public async Task Windows_PowerShell_says_that_it_opens_no_PostgreSQL()
    {
        var error = await Assert.ThrowsAsync<MailOpsException>(() => new StoreProvider().OpenAsync(
            StoreLocation.Parse("Host=db"), StoreAccess.ReadWrite, StoreOptions.Default, CancellationToken.None));
        Assert.Equal("MailOps.Store.StoreNeedsPowerShell7", error.ErrorId);
    }
}
