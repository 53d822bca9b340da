namespace MailOps.PowerShell;

/// <summary>
/// Stands in MailOps.types.ps1xml for every result: the engine looks for the type that a bag becomes by name in each assembly of the process,
/// at import, a sixth of a millisecond for each name. It finds this one once, and <see cref="ResultBagConverter"/> takes the type that the bag names.
/// </summary>
public abstract class ResultBag
{
    private protected ResultBag()
    {
    }
}
