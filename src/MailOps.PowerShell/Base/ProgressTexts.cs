namespace MailOps.PowerShell;

/// <summary>The words of progress records.</summary>
internal static class ProgressTexts
{
    public static readonly Localized CheckingAddresses = new("Checking addresses", "Adressen werden geprüft");

    /// <summary>{0} how many are done, {1} how many a second.</summary>
    public static readonly Localized Status = new("{0:N0} done, {1:N0}/s", "{0:N0} erledigt, {1:N0}/s");
}
