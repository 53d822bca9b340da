using System;
using System.Globalization;
using System.Management.Automation;

namespace MailOps.PowerShell;

/// <summary>
/// Refuses a bare number as a delay. The engine takes 10 for ten ten-millionths of a second and "10" for ten days; both would break the
/// promise of an undo window.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DelayArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Lets everything but bare numbers pass.</summary>
    /// <param name="engineIntrinsics">Not used.</param>
    /// <param name="inputData">What the caller wrote.</param>
    /// <exception cref="ArgumentException">It is a number other than 0.</exception>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapper ? wrapper.BaseObject : inputData;
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (value is not TimeSpan && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number == 0
                ? TimeSpan.Zero
                : throw new ArgumentException(string.Format(CultureInfo.InvariantCulture, OutboxTexts.BareNumber.Current, text));
        }

        return inputData;
    }
}
