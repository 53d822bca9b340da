using System;
using System.Text;
using System.Threading.Tasks;
using MailOps.Cli.Commands;

namespace MailOps.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        // Addresses and subjects are UTF-8 here, whatever the code page of a Windows console says.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.SetOut(StandardOutput.OpenText());
        return await CommandTree.RunAsync(args).ConfigureAwait(false);
    }
}
