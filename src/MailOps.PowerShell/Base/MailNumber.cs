using System.Globalization;
using System.Management.Automation;

namespace MailOps.PowerShell;

/// <summary>Finds the number of a mail in what is piped: the number itself, or the property Id of a mail, a decision, a log entry.</summary>
internal static class MailNumber
{
    public static long Find(PSObject? input)
    {
        if (input is not null && (TryRead(input.BaseObject, out var id) || TryRead(input.Properties["Id"]?.Value, out id)))
        {
            return id;
        }

        throw new MailOpsException(
            "MailOps.Outbox.NumberMissing",
            MailOpsErrorKind.InvalidData,
            OutboxTexts.NumberMissing.Current,
            OutboxTexts.NumberMissingAdvice.Current);
    }

    private static bool TryRead(object? value, out long id)
    {
        switch (value is PSObject wrapper ? wrapper.BaseObject : value)
        {
            case long number:
                id = number;
                break;
            case int number:
                id = number;
                break;
            case string text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                id = number;
                break;
            default:
                id = 0;
                break;
        }

        return id > 0;
    }
}
