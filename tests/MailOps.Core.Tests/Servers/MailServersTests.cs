using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;
using Xunit;

namespace MailOps.Tests.Servers;

[Trait("Category", "Servers")]
public sealed class MailServersTests
{
    [SkippableTheory]
    [InlineData("postfix", "220 ")]
    [InlineData("aiosmtpd", "220 ")]
    [InlineData("dovecot", "* OK")]
    public async Task A_server_starts_answers_and_leaves_nothing_behind(string name, string greeting)
    {
        string folder;
        using (var servers = new MailServers())
        {
            var server = name == "postfix" ? servers.Postfix : name == "dovecot" ? servers.Dovecot : servers.Aiosmtpd;
            folder = server.Folder;
            using var client = new TcpClient("127.0.0.1", server.Port);
            using var reader = new StreamReader(client.GetStream());
            Assert.StartsWith(greeting, await reader.ReadLineAsync());
            Assert.True(File.Exists(Path.Combine(server.TlsFolder, "ca.pem")));
        }

        Assert.False(Directory.Exists(folder));
    }
}
