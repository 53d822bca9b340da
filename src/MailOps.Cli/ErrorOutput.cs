using System;

namespace MailOps.Cli;

/// <summary>Errors for people, on standard error, so that standard output stays clean for the next program.</summary>
internal static class ErrorOutput
{
    public static void Write(MailOpsException error) => Write(error.Message, error.ErrorId, error.Advice);

    public static void Write(Finding finding) => Write(finding.Message, finding.Id, finding.Advice);

    private static void Write(string message, string id, string advice)
    {
        Console.Error.WriteLine($"mailops: {Tables.Visible(message)} [{id}]");
        if (advice.Length > 0)
        {
            Console.Error.WriteLine("         " + Tables.Visible(advice));
        }
    }
}
