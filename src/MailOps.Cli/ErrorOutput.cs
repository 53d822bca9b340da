using System;

namespace MailOps.Cli;

/// <summary>Errors for people, on standard error, so that standard output stays clean for the next program.</summary>
internal static class ErrorOutput
{
    public static void Write(MailOpsException error)
    {
        Console.Error.WriteLine($"mailops: {error.Message} [{error.ErrorId}]");
        if (error.Advice.Length > 0)
        {
            Console.Error.WriteLine("         " + error.Advice);
        }
    }
}
