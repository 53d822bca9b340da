using System;
using System.Management.Automation;

namespace MailOps.PowerShell;

/// <summary>
/// Makes a bag that a job or a CLIXML file left the result, or the list of results, that it was. The types file sends only the types here that
/// cmdlets write; a bag that names any other type of ours stays what it is.
/// </summary>
public sealed class ResultBagConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(PSObject sourceValue, Type destinationType) => destinationType == typeof(ResultBag) && TypeOf(sourceValue) is not null;

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        sourceValue is PSObject bag && CanConvertFrom(bag, destinationType);

    /// <inheritdoc/>
    public override object ConvertFrom(PSObject sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        TypeOf(sourceValue) is { } type ? ResultRecordConverter.Remake(sourceValue, type)! : throw new PSInvalidCastException();

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        sourceValue is PSObject bag ? ConvertFrom(bag, destinationType, formatProvider, ignoreCase) : throw new PSInvalidCastException();

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException();

    private static Type? TypeOf(PSObject bag)
    {
        if (bag.TypeNames.Count == 0 || !bag.TypeNames[0].StartsWith(ResultRecordConverter.BagPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var name = bag.TypeNames[0].Substring(ResultRecordConverter.BagPrefix.Length);
        return typeof(Finding).Assembly.GetType(name) ?? typeof(ResultBagConverter).Assembly.GetType(name);
    }
}
