using System;

namespace MailOps.Cli;

/// <summary>Errors for people, on standard error, so that standard output stays clean for the next program.</summary>
internal static class ErrorOutput
{
    private const int Longest = 1000;

    public static void Write(MailOpsException error) => Write(error.Message, error.ErrorId, error.Advice);

    public static void Write(Finding finding) => Write(finding.Message, finding.Id, finding.Advice);

    private static void Write(string message, string id, string advice)
    {
        Console.Error.WriteLine($"mailops: {Tables.Brief(message, Longest)} [{id}]");
        if (advice.Length > 0)
        {
            Console.Error.WriteLine("         " + Tables.Brief(advice, Longest));
        }
    }
}
