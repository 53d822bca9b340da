namespace MailOps.Session;

/// <summary>What setting a store up says it does.</summary>
internal static class StoreTexts
{
    /// <summary>{0} the file.</summary>
    public static readonly Localized NameForMachine = new(
        "Name the store as the machine's in {0}",
        "Den Speicher in {0} als den des Rechners nennen");
}
